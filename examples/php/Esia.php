<?php
// Signs citizens in at ЕСИА, generation v1, with nothing but PHP and its openssl extension.

final class Esia
{
    private const SCOPE = 'openid fullname snils email';

    public function __construct(
        private string $url,          // https://esia.gosuslugi.ru, or the stand
        private string $client,       // мнемоника
        private string $callback,
        private string $certificate,  // files
        private string $key,
    ) {
    }

    /** Where the browser is sent; keep the state in the session. */
    public function link(string $state): string
    {
        $asked = ['redirect_uri' => $this->callback, 'response_type' => 'code', 'access_type' => 'online'];
        return "$this->url/aas/oauth2/ac?" . http_build_query($asked + $this->signed($state));
    }

    /** Who came, from the code of the redirect back: what the scopes open. */
    public function person(string $code): array
    {
        $asked = ['grant_type' => 'authorization_code', 'token_type' => 'Bearer', 'code' => $code];
        $form = $asked + ['redirect_uri' => $this->callback] + $this->signed(self::uuid());
        $token = $this->ask('/aas/oauth2/te', http_build_query($form))['access_token'];
        $claims = json_decode(base64_decode(strtr(explode('.', $token)[1], '-_', '+/')), true);
        return $this->ask("/rs/prns/{$claims['urn:esia:sbj_id']}?embed=(contacts.elements)", token: $token);
    }

    /** The text is scope, timestamp, client_id, state; the signature a detached CMS, DER, base64url. */
    private function signed(string $state): array
    {
        $time = gmdate('Y.m.d H:i:s O');
        [$text, $cms] = [tempnam(sys_get_temp_dir(), 'esia'), tempnam(sys_get_temp_dir(), 'esia')];
        file_put_contents($text, self::SCOPE . $time . $this->client . $state);
        $flags = OPENSSL_CMS_DETACHED | OPENSSL_CMS_BINARY;
        [$certificate, $key] = ["file://$this->certificate", "file://$this->key"];
        openssl_cms_sign($text, $cms, $certificate, $key, [], $flags, OPENSSL_ENCODING_DER)
            || throw new RuntimeException(openssl_error_string());
        $secret = rtrim(strtr(base64_encode(file_get_contents($cms)), '+/', '-_'), '=');
        array_map(unlink(...), [$text, $cms]);
        $sent = ['client_id' => $this->client, 'scope' => self::SCOPE, 'timestamp' => $time, 'state' => $state];
        return $sent + ['client_secret' => $secret];
    }

    private function ask(string $path, ?string $form = null, string $token = ''): array
    {
        $method = $form === null ? 'GET' : 'POST';
        $http = ['method' => $method, 'content' => $form, 'ignore_errors' => true, 'timeout' => 5];
        $http['header'] = ['content-type: application/x-www-form-urlencoded', "authorization: Bearer $token"];
        $body = file_get_contents($this->url . $path, false, stream_context_create(['http' => $http]));
        $answer = json_decode($body ?: '', true);
        return isset($answer['error']) || $answer === null ? throw new RuntimeException("$path: $body") : $answer;
    }

    public static function uuid(): string
    {
        return preg_replace('/(.{8})(.{4}).(.{3}).(.{3})(.{12})/', '$1-$2-4$3-a$4-$5', bin2hex(random_bytes(16)));
    }
}
