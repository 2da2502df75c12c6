# The parts of which the pages of the citizen's cabinet are made.
kit-error-title = Error: { $title }
kit-absent = no data
kit-optional = optional
kit-choose = Choose from the list
kit-date-hint = Day, month and year: DD.MM.YYYY
kit-digit = Digit { $number }
kit-show = Show
kit-hide = Hide
kit-sure = Are you sure? It takes effect at once.
kit-hints-try = What can be tried

kit-nav = Parts of the profile
kit-tab-overview = Overview
kit-tab-data = My data
kit-tab-documents = Documents
kit-tab-family = Family and children
kit-tab-consents = Consents
kit-tab-security = Security
kit-tab-organizations = Organisations
kit-tab-notifications = Notifications
kit-leave = Sign out

kit-level = Level of the account
kit-level-simplified = Simplified
kit-level-standard = Standard
kit-level-confirmed = Confirmed
kit-level-child = Child’s account
kit-level-verifying = The data are being checked
kit-level-ready = The data are complete, their check is not finished
