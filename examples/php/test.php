<?php
// What a system in PHP has to live with, as tests without a framework: php examples/php/test.php
// It starts the stand itself: the program that ESIA_MOCK_BIN names, or esia-mock on PATH.

require __DIR__ . '/Esia.php';

const CALLBACK = 'http://127.0.0.1:9090/callback';

$keys = dirname(__DIR__, 2) . '/keys/client_demo_rsa';
$command = [getenv('ESIA_MOCK_BIN') ?: 'esia-mock', 'serve', '--listen', '127.0.0.1:0', '--exit-with-parent'];
$server = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
$url = trim(substr(fgets($pipes[1]), strlen('listening on ')));
$esia = new Esia($url, 'DEMO_RSA', CALLBACK, "$keys.crt", "$keys.pem");

// A call of the tester's API.
$call = function (string $method, string $path, array $body) use ($url): ?array {
    $http = ['method' => $method, 'header' => 'content-type: application/json', 'content' => json_encode($body)];
    $answer = file_get_contents("$url/_mock/api/v1$path", false, stream_context_create(['http' => $http]));
    return json_decode($answer, true);
};
// Somebody follows the link; what the browser brings back.
$comes = function (string $person, array $more = []) use ($esia, $call): array {
    $state = Esia::uuid();
    $back = $call('POST', '/sign-ins', ['authorize_url' => $esia->link($state), 'person' => $person] + $more);
    parse_str(parse_url($back['redirect_url'], PHP_URL_QUERY), $query);
    check($query['state'] === $state, 'the state comes back');
    return $query;
};

function check(bool $right, string $what): void
{
    $right || throw new AssertionError($what);
}

$tests = [
    'a happy login' => function () use ($esia, $comes) {
        $person = $esia->person($comes('confirmed_mother_of_two')['code']);
        check($person['snils'] === '000-000-702 23' && $person['trusted'], json_encode($person));
    },
    'a refused consent' => function () use ($comes) {
        check($comes('esia_test_007', ['consent' => 'deny'])['error'] === 'access_denied', 'it says so');
    },
    'an e-mail that is not verified' => function () use ($esia, $comes) {
        $contacts = $esia->person($comes('child_email_not_verified')['code'])['contacts']['elements'];
        check(!in_array('VERIFIED', array_column($contacts, 'vrfStu'), true), json_encode($contacts));
    },
    'a token endpoint that fails' => function () use ($esia, $comes, $call) {
        $call('POST', '/faults', ['at' => 'token', 'do' => ['status' => 500], 'times' => 1]);
        $code = $comes('esia_test_006')['code'];
        try {
            $esia->person($code);
        } catch (RuntimeException) {
            return;
        }
        check(false, 'nobody is signed in');
    },
];

$failed = 0;
foreach ($tests as $name => $test) {
    try {
        $test();
        echo "ok    $name\n";
    } catch (Throwable $error) {
        $failed++;
        echo "FAIL  $name: {$error->getMessage()}\n";
    }
}
printf("%d passed, %d failed\n", count($tests) - $failed, $failed);
fclose($pipes[0]);
proc_close($server);
exit($failed ? 1 : 0);
