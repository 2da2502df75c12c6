# The clock of the stand, moved by the tester.
desk-clock-moved = The clock is moved. { $done ->
    [0] Nothing was due on the way.
    [one] { $done } event happened on the way.
   *[other] { $done } events happened on the way.
 }
desk-clock-moved-failed = The clock is moved, but some events failed ({ $failed }): see “What waits for its time”.
desk-clock-out-of-range = The clock is as it was: no stand can live at that time.
desk-clock-unreadable = The clock is as it was: give a date and a time.
desk-clock-title = What waits for its time
desk-clock-what = Letters, checks of registries, birthdays and deadlines wait for the clock of the stand: move it, and they come.
desk-clock-waiting = Ahead
desk-clock-nothing-waits = Nothing waits.
desk-clock-done = Behind
desk-clock-nothing-done = Nothing has happened yet.
desk-clock-due-at = Due
desk-clock-done-at = Done
desk-clock-about = About
desk-clock-broken = failed
desk-job-limit-ends = A limit of 72 hours ends
desk-job-birthday = A birthday
desk-job-birthday-about = turns { $age }
desk-job-registry = An answer of a registry
desk-job-registry-child = { $registry }, about the child { $name }
desk-job-post = A letter on paper arrives
desk-job-document = A document expires
desk-job-document-about = passports that are no good from { $day } on
desk-job-lock-ends = An account that was locked by wrong passwords opens
desk-job-session = A session ends
