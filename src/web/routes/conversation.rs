//! The steps of the login page, of registration and of checks as JSON.

use crate::web::conversation;
use crate::web::routes::row::routes;

routes! {
    post "/profile/rs/prns/up"        Conversation "conversation" "name, birth, СНИЛС and document as JSON, as on the test contour" conversation::personal_data::post;
    get  "/aas/oauth2/config"         Conversation "conversation" "what the login page is told about its server" conversation::config::get;
    post "/aas/oauth2/api/login"      Conversation "conversation" "login and password" conversation::sign_in::post;
    get  "/aas/oauth2/api/login/eds/challenge" Conversation "conversation" "a text to be signed" conversation::eds::challenge;
    post "/aas/oauth2/api/login/eds"  Conversation "conversation" "its signature" conversation::eds::post;
    post "/profile/rs/prns/usrcfm/addr" Conversation "conversation" "orders a code by letter on paper" conversation::post_code::order;
    post "/profile/rs/prns/usrcfm/by-post" Conversation "conversation" "the code of the letter" conversation::post_code::enter;
    post "/aas/oauth2/api/login/otp/verify" Conversation "conversation" "a code by SMS" conversation::second_factor::sms;
    post "/aas/oauth2/api/login/otp/resend" Conversation "conversation" "another code" conversation::second_factor::resend;
    post "/aas/oauth2/api/login/otp-max/verify" Conversation "conversation" "a code by MAX" conversation::second_factor::max;
    post "/aas/oauth2/api/login/totp/verify" Conversation "conversation" "a code of an application" conversation::second_factor::totp;
    post "/aas/oauth2/api/login/mfa/verify" Conversation "conversation" "another name of totp/verify" conversation::second_factor::totp;
    post "/aas/oauth2/api/login/role" Conversation "conversation" "«Войти как»" conversation::role::post;
    post "/aas/oauth2/api/scope/allow" Conversation "conversation" "«Предоставить»" conversation::consent::allow;
    post "/aas/oauth2/api/scope/deny" Conversation "conversation" "«Отказать»" conversation::consent::deny;
    get  "/aas/oauth2/api/login/next-step" Conversation "conversation" "what is due" conversation::waypoints::next_step;
    post "/aas/oauth2/api/login/poll" Conversation "conversation" "what is due, asked again and again" conversation::waypoints::pass;
    post "/aas/oauth2/api/login/promo-mfa/fill-mfa" Conversation "conversation" "no second factor is wanted" conversation::waypoints::no_mfa;
    post "/aas/oauth2/api/login/quiz-max/skip" Conversation "conversation" "MAX is not wanted" conversation::waypoints::no_max;
    post "/aas/oauth2/api/login/change-password/skip" Conversation "conversation" "no other password is wanted" conversation::waypoints::same_password;
    post "/registration_api/registration/v1/user-data" Conversation "conversation" "registration: name and contact" conversation::registration::user_data;
    post "/registration_api/activation/phone/verify-code" Conversation "conversation" "its code by SMS" conversation::registration::phone_code;
    post "/registration_api/activation/phone/resend-code" Conversation "conversation" "another one" conversation::registration::resend_phone;
    post "/registration_api/activation/email/verify-code" Conversation "conversation" "the token of its letter's link" conversation::registration::email_code;
    post "/registration_api/activation/email/resend-code" Conversation "conversation" "another letter" conversation::registration::resend_email;
    post "/registration_api/complete" Conversation "conversation" "its password, and with it the account" conversation::registration::complete;
    post "/aas/oauth2/api/login/anomaly-reaction/start" Conversation "conversation" "what is due; the checks themselves are at /captcha and /anomaly-resolver" conversation::waypoints::pass;
    post "/aas/oauth2/api/login/anomaly-reaction/verify" Conversation "conversation" "what is due; the checks themselves are at /captcha and /anomaly-resolver" conversation::waypoints::pass;
    get  "/captcha/api/public/v2/type" Conversation "conversation" "a picture to be read" conversation::anomaly::captcha_type;
    get  "/captcha/api/public/v2/renew" Conversation "conversation" "another picture" conversation::anomaly::captcha_type;
    get  "/captcha/api/public/v2/image" Conversation "conversation" "the picture itself" conversation::anomaly::captcha_image;
    post "/captcha/api/public/v2/verify" Conversation "conversation" "what was read" conversation::anomaly::captcha_verify;
    post "/aas/oauth2/api/anomaly/captcha/verify" Conversation "conversation" "the picture was read: the password gets its verdict" conversation::anomaly::reaction_verify;
    get  "/anomaly-resolver/api/reaction/question" Conversation "conversation" "the security question" conversation::anomaly::question;
    post "/anomaly-resolver/api/reaction/question/answer" Conversation "conversation" "its answer" conversation::anomaly::answer;
    post "/aas/oauth2/api/anomaly/question/answer" Conversation "conversation" "another name of that" conversation::anomaly::answer;
    post "/qr-delegate/qr/generate"   Conversation "conversation" "a QR code to sign in with" conversation::qr::generate;
    get  "/qr-delegate/qr/subscribe/{qr_id}" Conversation "conversation" "what becomes of it, as server-sent events" conversation::qr::subscribe;
}
