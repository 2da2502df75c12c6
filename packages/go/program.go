package esiamock

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	// A debug build on a busy machine needs a while; a program that hangs is told so.
	startLimit = time.Minute
	stopLimit  = 10 * time.Second
	logLimit   = 256 * 1024
)

// find knows `ESIA_MOCK_BIN`, or a program on `PATH`.
func find() (string, error) {
	if named := os.Getenv("ESIA_MOCK_BIN"); named != "" {
		return named, nil
	}
	found, err := exec.LookPath("esia-mock")
	if err != nil {
		return "", errors.New("no program esia-mock on PATH; ESIA_MOCK_BIN can name one")
	}
	return found, nil
}

// A running `esia-mock serve`. It ends with this process, however this one ends.
type process struct {
	command *exec.Cmd
	stdin   io.Closer
	log     *tail
	url     string
	ended   chan struct{}
}

func start(options []string) (*process, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	arguments := append([]string{"serve", "--listen", "127.0.0.1:0", "--exit-with-parent"}, options...)
	process := &process{command: exec.Command(program, arguments...), log: &tail{}, ended: make(chan struct{})}
	process.command.Stderr = process.log
	stdout, err := process.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	// The program ends when its standard input does.
	if process.stdin, err = process.command.StdinPipe(); err != nil {
		return nil, err
	}
	if err := process.command.Start(); err != nil {
		return nil, fmt.Errorf("%s does not start: %w", program, err)
	}
	first := make(chan string, 1)
	go process.read(stdout, first)
	return process, process.await(first)
}

// read hands over the first line and reads on, so that the program never waits for a reader.
func (process *process) read(stdout io.Reader, first chan<- string) {
	reader := bufio.NewReader(stdout)
	line, _ := reader.ReadString('\n')
	first <- line
	_, _ = io.Copy(io.Discard, reader)
	_ = process.command.Wait()
	close(process.ended)
}

func (process *process) await(first <-chan string) error {
	line := ""
	select {
	case line = <-first:
	case <-time.After(startLimit):
		line = fmt.Sprintf("nothing for %s", startLimit)
	}
	words := strings.Fields(line)
	if len(words) < 3 || words[0] != "listening" || words[1] != "on" {
		process.stop()
		return fmt.Errorf("esia-mock did not start; it said:\n%s\n%s", line, process.log)
	}
	process.url = strings.TrimRight(words[2], "/")
	return nil
}

func (process *process) stop() {
	_ = process.command.Process.Signal(syscall.SIGTERM) // where there are no signals, the end of its input is one
	_ = process.stdin.Close()
	select {
	case <-process.ended:
	case <-time.After(stopLimit):
		_ = process.command.Process.Kill()
		<-process.ended
	}
}

// The end of what was written; it is read as fast as it comes, so that a log which nobody reads holds nothing up.
type tail struct {
	lock  sync.Mutex
	bytes []byte
}

func (tail *tail) Write(said []byte) (int, error) {
	tail.lock.Lock()
	defer tail.lock.Unlock()
	tail.bytes = append(tail.bytes, said...)
	if len(tail.bytes) > 2*logLimit {
		tail.bytes = append([]byte(nil), tail.bytes[len(tail.bytes)-logLimit:]...)
	}
	return len(said), nil
}

func (tail *tail) String() string {
	tail.lock.Lock()
	defer tail.lock.Unlock()
	return string(tail.bytes)
}
