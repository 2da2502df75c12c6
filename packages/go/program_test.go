package esiamock

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Tests that are run by other tests, in a process of their own, because they fail or are killed.
const inner = "ESIA_MOCK_INNER_TEST"

func runInner(t *testing.T, name string, environment ...string) *exec.Cmd {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.v", "-test.run", "^"+name+"$")
	command.Env = append(append(os.Environ(), inner+"="+name), environment...)
	return command
}

func skipUnlessInner(t *testing.T) {
	if os.Getenv(inner) != t.Name() {
		t.Skip("run by another test")
	}
}

func TestInnerRefused(t *testing.T) {
	skipUnlessInner(t)
	before := Start(t)
	before.SignIn("/aas/oauth2/ac?client_id=OF_ANOTHER_TEST", before.Person())
	esia := before.For(t)
	back := esia.SignIn("/aas/oauth2/ac?client_id=NOBODY", esia.Person())
	if back.Code == "" {
		t.Error("no code")
	}
	esia.Requests("authorize", Fields{"client": "SOMEBODY"}).Expect(1)
	esia.Verify("nobody-of-this-name", "anna@example.test")
}

func TestATestThatFailsPrintsItsJournalAndKeepsIt(t *testing.T) {
	folder := t.TempDir()
	said, err := runInner(t, "TestInnerRefused", "ESIA_MOCK_KEEP="+folder).CombinedOutput()
	if err == nil {
		t.Fatalf("it passes:\n%s", said)
	}
	_, journals, _ := strings.Cut(string(said), "esia-mock journal, http://127.0.0.1:")
	journal, rest, _ := strings.Cut(journals, "esia-mock journal, http://127.0.0.1:")
	for _, wanted := range []string{
		"authorize  POST /_mock/api/v1/sign-ins  NOBODY",
		"a call was refused at request: ESIA-", "parameter-absent: ", "cure: send ",
	} {
		if !strings.Contains(journal, wanted) {
			t.Errorf("no %q in\n%s", wanted, journal)
		}
	}
	if strings.Contains(journal, "OF_ANOTHER_TEST") {
		t.Errorf("what was sent before the test is in its journal:\n%s", journal)
	}
	if !strings.Contains(rest, "OF_ANOTHER_TEST") {
		t.Errorf("the stand that was there before has no journal:\n%s", said)
	}
	// The test's own lines are named, not those of this package.
	for _, wanted := range []string{`#\d+ .* differs in client`, `\n +program_test\.go:\d+: POST /people/nobody-of-this-name/`} {
		if !regexp.MustCompile(wanted).Match(said) {
			t.Errorf("no %q in\n%s", wanted, said)
		}
	}
	kept, _ := filepath.Glob(filepath.Join(folder, "*.json"))
	if len(kept) != 1 {
		t.Fatalf("kept: %q", kept)
	}
	if text, err := os.ReadFile(kept[0]); err != nil || !strings.Contains(string(text), `"client_id": "NOBODY"`) {
		t.Errorf("%v %s", err, text)
	}
}

func TestInnerWaits(t *testing.T) {
	skipUnlessInner(t)
	fmt.Println("at", Start(t).URL)
	select {}
}

// A raw connection to the server ends when the server does.
func TestNoServerIsLeftByARunThatIsKilled(t *testing.T) {
	command := runInner(t, "TestInnerWaits")
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	address := ""
	for lines := bufio.NewScanner(stdout); address == "" && lines.Scan(); {
		_, address, _ = strings.Cut(lines.Text(), "at http://")
	}
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	_ = connection.SetReadDeadline(time.Now().Add(20 * time.Second))
	_, err = io.ReadAll(connection)
	if timeout, is := err.(net.Error); is && timeout.Timeout() {
		t.Fatal("the server goes on")
	}
}

func TestAServerThatDoesNotStartSaysWhy(t *testing.T) {
	_, err := Launch("--no-such-option")
	if err == nil || !strings.Contains(err.Error(), "esia-mock did not start") ||
		!strings.Contains(err.Error(), "--no-such-option") {
		t.Fatal(err)
	}
}

func TestClockAndFaultsArePutBack(t *testing.T) {
	esia := Start(t)
	t.Run("moves", func(t *testing.T) {
		moved := esia.For(t)
		moved.Advance(400 * 24 * time.Hour)
		moved.Freeze()
	})
	if face := esia.Face(); face.Mode != "released" || face.Offset != 0 {
		t.Fatal(face)
	}
}

func TestAFrozenClockIsPutBack(t *testing.T) {
	esia := Start(t, "--clock", "2026-09-01T09:00:00+05:00")
	t.Run("moves", func(t *testing.T) { esia.For(t).Release() })
	if face := esia.Face(); face.Mode != "frozen" || face.Now.Format(time.RFC3339) != "2026-09-01T09:00:00+05:00" {
		t.Fatal(face)
	}
}

func TestAControlTokenIsSent(t *testing.T) {
	for _, options := range [][]string{{"--control-token", "secret-of-tests"}, {"--control-token=secret-of-tests"}} {
		Start(t, options...).Person()
	}
}

func TestAServerThatRunsAlreadyIsUsed(t *testing.T) {
	server, err := Launch("--control-token", "secret-of-tests")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	t.Setenv("ESIA_MOCK_URL", server.URL+"/")
	t.Setenv("ESIA_MOCK_CONTROL_TOKEN", "secret-of-tests")
	if esia := Start(t); !strings.HasPrefix(esia.URL, server.URL+"/_stand/") {
		t.Error(esia.URL)
	}
}

func TestLettersComeOneAfterAnother(t *testing.T) {
	esia := Start(t)
	anna := esia.Person(Fields{"level": "standard"})
	esia.Confirm(anna)
	letter := esia.Inbox(anna).Next()
	if letter.OID != anna.OID || letter.Number == 0 {
		t.Error(letter)
	}
	if all := esia.Outbox(Fields{"person": anna}).List(); len(all) == 0 || all[0].Number != letter.Number {
		t.Error(all)
	}
	if esia.Outbox(Fields{"person": anna}).Empty() == 0 {
		t.Error("nothing was there")
	}
}
