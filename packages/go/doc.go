// Package esiamock brings esia-mock, a mock ЕСИА / Госуслуги, into tests of Go.
//
//	func TestHappy(t *testing.T) {
//		esia := esiamock.Start(t)
//		anna := esia.Person(esiamock.Fields{"level": "confirmed"})
//		back := esia.SignIn(linkOfTheTestedSystem, anna)
//		…
//	}
//
// A method is one call of the tester's API, with its words; what is refused there fails the test. The names are the same
// in every language. A test that fails prints its journal: what the tested system sent, and why it was refused.
//
// Methods end the goroutine that calls them when a call is refused, as [testing.T.Fatal] does.
package esiamock
