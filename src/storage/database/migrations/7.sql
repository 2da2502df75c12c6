-- Where a login leads was a door, an address and what only the standard endpoints ask. It is one destination now: in
-- logins on their way, and in what they have ended in.

UPDATE interactions SET data = json_remove(
    json_set(data, '$.destination', CASE data ->> '$.door'
        WHEN 'v1' THEN json_object('esia', json_object(
            'generation', 'v1', 'redirect_uri', data ->> '$.redirect_uri'))
        WHEN 'v2' THEN json_object('esia', json_object(
            'generation', 'v3', 'redirect_uri', data ->> '$.redirect_uri'))
        WHEN 'oidc' THEN json_object('oidc', json_set(
            data -> '$.oidc', '$.redirect_uri', data ->> '$.redirect_uri'))
        ELSE json_object('own', json_object('path', data ->> '$.redirect_uri'))
    END),
    '$.door', '$.redirect_uri', '$.oidc');

UPDATE codes SET data = json_remove(
    json_set(data, '$.interaction.destination', json_object('esia', json_object(
        'generation', iif(data ->> '$.interaction.door' = 'v1', 'v1', 'v3'),
        'redirect_uri', data ->> '$.interaction.redirect_uri'))),
    '$.interaction.door', '$.interaction.redirect_uri', '$.interaction.oidc');

UPDATE refresh_tokens SET data = json_remove(
    json_set(data, '$.interaction.destination', json_object('esia', json_object(
        'generation', iif(data ->> '$.interaction.door' = 'v1', 'v1', 'v3'),
        'redirect_uri', data ->> '$.interaction.redirect_uri'))),
    '$.interaction.door', '$.interaction.redirect_uri', '$.interaction.oidc');

UPDATE oidc_grants SET data = json_remove(
    json_set(data, '$.interaction.destination', json_object('oidc', json_set(
        data -> '$.interaction.oidc', '$.redirect_uri', data ->> '$.interaction.redirect_uri'))),
    '$.interaction.door', '$.interaction.redirect_uri', '$.interaction.oidc');
