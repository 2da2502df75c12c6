/**
 * esia-mock, a mock ЕСИА / Госуслуги, in tests of Java.
 *
 * <p>{@link esiamock.EsiaMock} starts the program and is an extension of JUnit; a method of {@link esiamock.Stand} is one
 * call of the tester's API. The names are the same in every language (packages/names.json).
 */
package esiamock;
