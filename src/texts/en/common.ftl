# What every page has around it.
common-bar = TEST STAND — this is not Gosuslugi, do not enter real data
common-title-end = test stand
common-skip = To the content
common-about = Unified Identification and Authentication System (ESIA) — test stand
common-stand-page = About the stand
common-stand = Stand “{ $name }”. All people and documents here are made up.
common-own-pages = Personal account
common-language = Language of the page
common-other-user = Another user
common-desk = Desk
