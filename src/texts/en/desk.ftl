# What every page of the tester has around it.
desk-nav = Parts of the desk
desk-people = People
desk-systems = Systems
desk-journal = Journal
desk-letters = Letters
desk-faults = Faults
desk-offices = Offices
desk-stands = Stands
desk-clock = Clock of the stand:
desk-clock-frozen = frozen
desk-clock-released = running
desk-clock-working-day = Time zone { $zone }, today is a working day.
desk-clock-day-off = Time zone { $zone }, today is a day off.
desk-clock-quarter = +15 minutes
desk-clock-day = +1 day
desk-clock-working = Next working day, 14:00
desk-clock-due = To the next event
desk-clock-exact = Exact time
desk-clock-set = Set
desk-clock-freeze = Freeze
desk-clock-release = Release
desk-clock-system = As on the server
desk-clock-jobs = What waits for its time
desk-armed = Faults armed now:
desk-armed-hits = { $hits ->
    [0] (no hits yet)
    [one] ({ $hits } hit)
   *[other] ({ $hits } hits)
 }
desk-armed-more = and { $count } more
desk-armed-clear = Repair everything
desk-armed-cleared = There are no faults any more.
