package esiamock

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Fields are values with the names that the tester's API gives them: {"level": "confirmed"}.
type Fields map[string]any

// WrongCall is a call that the stand has refused.
type WrongCall struct {
	Call   string
	Status int
	// What was wrong, in words.
	Detail string
}

func (wrong *WrongCall) Error() string { return wrong.Call + ": " + wrong.Detail }

// The calls of one stand.
type api struct {
	controlURL string
	token      string
}

// Longer than the minute for which a call may wait. No proxy of the environment stands between a test and its stand.
var client = &http.Client{
	Timeout:   90 * time.Second,
	Transport: &http.Transport{MaxIdleConnsPerHost: 32, IdleConnTimeout: 30 * time.Second},
}

// call sends bytes as an archive, anything else as JSON, and reads JSON into answer, or the whole body if it is *[]byte.
func (api api) call(method, path string, query Fields, body, answer any) error {
	request, err := api.request(method, path+queryOf(query), body)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return fmt.Errorf("%s %s: %w", method, path, err)
	case response.StatusCode >= 400:
		return wrongCall(method+" "+path, response.StatusCode, said)
	}
	switch answer := answer.(type) {
	case nil:
		return nil
	case *[]byte:
		*answer = said
		return nil
	}
	if err := json.Unmarshal(said, answer); err != nil {
		return fmt.Errorf("%s %s answers what this package cannot read: %w", method, path, err)
	}
	return nil
}

func (api api) request(method, target string, body any) (*http.Request, error) {
	kind, sent := "application/json", []byte(nil)
	if archive, is := body.([]byte); is {
		kind, sent = "application/zip", archive
	} else if body != nil {
		var err error
		if sent, err = json.Marshal(body); err != nil {
			return nil, fmt.Errorf("%s %s: %w", method, target, err)
		}
	}
	request, err := http.NewRequest(method, api.controlURL+target, bytes.NewReader(sent))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", kind)
	}
	if api.token != "" {
		request.Header.Set("Authorization", "Bearer "+api.token)
	}
	return request, nil
}

func wrongCall(call string, status int, said []byte) *WrongCall {
	var problem struct {
		Detail, Title string
		Errors        []struct{ Pointer string }
	}
	_ = json.Unmarshal(said, &problem) // what is not JSON is told as it is
	detail := cmp.Or(problem.Detail, problem.Title, fmt.Sprintf("HTTP %d %s", status, said))
	var places []string
	for _, wrong := range problem.Errors {
		if wrong.Pointer != "" {
			places = append(places, wrong.Pointer)
		}
	}
	if len(places) > 0 {
		detail = strings.Join(places, ", ") + ": " + detail
	}
	return &WrongCall{call, status, detail}
}

func queryOf(query Fields) string {
	values := url.Values{}
	for name, value := range query {
		if value != nil {
			values.Set(name, fmt.Sprint(value))
		}
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// segments makes a path, each value one segment of it.
func segments(values ...string) string {
	var path strings.Builder
	for _, value := range values {
		path.WriteString("/" + url.PathEscape(value))
	}
	return path.String()
}

// merged has the fields of all, the later ones winning.
func merged(all ...Fields) Fields {
	whole := Fields{}
	for _, fields := range all {
		maps.Copy(whole, fields)
	}
	return whole
}
