//! Whole sign-ins at a stand: whom ЭПОС lets in, as whom, and what it says to the others.

use serde_json::json;

use crate::support::Browser;
use crate::support::World;

/// 0.36, 1.20, 2.01, 2.02, 2.13, 2.22, 2.24, 3.02, 3.03, 4.01: a parent enters and sees both children.
#[tokio::test]
async fn a_confirmed_parent_enters_by_every_protocol_and_sees_their_children() {
    let world = World::start().await;
    for protocol in ["v1", "v3", "standard"] {
        world.sets(&[("epos.protocol", protocol)]).await;
        let (mut browser, page) = world.signs_in("confirmed_mother_of_two").await;
        page.is(200, "Доступные подсистемы ЭПОС").says("Электронный журнал и дневник").says("Сидорова Анна Ивановна");
        let diary = browser.posts("/subsystems/diary", &[]).await;
        diary.is(200, "Дневник и журнал").says("Иван Сидоров").says("Мария Сидорова");
        let trace = world.last_trace().await;
        assert_eq!((&trace["outcome"], &trace["error"]), (&json!(null), &json!(null)));
        assert_eq!(trace["decision"]["cards"], json!(["sidorova"]), "{protocol}");
        assert!(trace["exchanges"].as_array().expect("requests").iter().all(|one| one["number"].is_string()));
    }
    let card = world.call("GET", "cards/sidorova", &json!(null)).await;
    assert_eq!(card["first_login_level"], "PR");
    assert_eq!(card["esia_verified_at"], card["first_esia_login_at"]);
}

/// 2.11, 3.05, EPS-15: a pupil under 14 enters with the child's account.
#[tokio::test]
async fn a_child_enters_with_the_account_that_a_parent_made() {
    let world = World::start().await;
    let (mut browser, page) = world.signs_in("child_10").await;
    page.is(200, "Доступные подсистемы ЭПОС").says("Обучающийся").says_nothing_of("Выбрать другую");
    browser.posts("/subsystems/diary", &[]).await.says("Сидоров Иван Олегович").says_nothing_of("Мария");
    world.sets(&[("child.survives", "false"), ("child.max_age_inclusive", "13")]).await;
    world.changes_card("maria", json!({ "birth_date": "2012-09-01" })).await;
    let (_, page) = world.signs_in("child_13_almost_14").await;
    page.is(403, "Вход не разрешён").says("детская запись служит до 13 лет включительно, а обучающемуся 14");
}

/// 2.12: a pupil over 14 with a confirmed account.
#[tokio::test]
async fn a_pupil_of_15_enters_with_a_confirmed_account() {
    let world = World::start().await;
    world.signs_in("confirmed_pupil_15").await.1.is(200, "Доступные подсистемы ЭПОС").says("Обучающийся");
}

/// 3.07, 3.08, 3.59, 3.60, KID-11, EPS-01: the e-mail is not verified; when it is, the door opens.
#[tokio::test]
async fn an_email_that_was_not_verified_is_nobodys_until_it_is() {
    let world = World::start().await;
    for (person, email) in [
        ("confirmed_email_not_verified", "orlov@example.test"),
        ("child_email_not_verified", "smirnov.lev@example.test"),
    ] {
        let (mut browser, page) = world.signs_in(person).await;
        page.is(403, "Пользователь не найден").says("Сообщите классному руководителю ФИО, почту");
        let trace = world.last_trace().await;
        let advice = format!("почта {email} не подтверждена: подтвердите письмо Госуслуг");
        assert_eq!(trace["decision"]["mend"][0], json!(advice));
        let why = page.body.split("id=\"why\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        browser.get(why).await.says(&advice).says("ключ fio_email").says("POST /aas/oauth2/te");
        let verify = format!("people/{person}/contacts/{email}/verify");
        world.stand().call("POST", &verify, &json!(null)).await;
        world.signs_in(person).await.1.is(200, "Доступные подсистемы ЭПОС");
    }
}

/// 3.09, EPS-02.
#[tokio::test]
async fn two_humans_who_cannot_be_told_apart_are_more_than_one() {
    let world = World::start().await;
    let (_, page) = world.signs_in("confirmed_second_factor_sms").await;
    page.is(403, "Нашлось больше одного пользователя").says("Заявка в техподдержку");
}

/// 3.05, EPS-06, EPS-07, C7: an account that is not confirmed, with and without an earlier sign-in.
#[tokio::test]
async fn an_unconfirmed_account_enters_only_if_it_did_before() {
    let world = World::start().await;
    world.signs_in("standard_adult").await.1.is(200, "Доступные подсистемы ЭПОС");
    world.sets(&[("epos.grandfather_date", "none")]).await;
    world.signs_in("standard_adult").await.1.is(403, "Вход не разрешён").says("запись не подтверждена");
    world.sets(&[("epos.grandfather_date", "2023-11-01")]).await;
    let (_, page) = world.signs_in("simplified_by_email").await;
    page.is(403, "Вход не разрешён").says("до 01.11.2023 по этой карточке через ЕСИА не входили");
}

/// EPS-08: «ё» in Госуслуги and «е» at school.
#[tokio::test]
async fn yo_counts_until_the_switch_says_otherwise() {
    let world = World::start().await;
    world.signs_in("confirmed_yo_in_name").await.1.is(403, "Пользователь не найден");
    world.sets(&[("match.yo", "fold")]).await;
    world.signs_in("confirmed_yo_in_name").await.1.is(200, "Доступные подсистемы ЭПОС");
}

/// 3.10, EPS-03: two cards of one parent, one with the old e-mail; once it is right, both children are seen.
#[tokio::test]
async fn a_parent_whose_second_card_is_wrong_sees_one_child() {
    let world = World::start().await;
    let (mut browser, _) = world.signs_in("confirmed_two_parent_cards").await;
    browser.posts("/subsystems/diary", &[]).await.says("Кирилл Васильев").says_nothing_of("Софья");
    assert_eq!(browser.get("/diary?child=sofya").await.status, 403, "not by hand either");
    assert_eq!(world.last_trace().await["decision"]["lost_children"], json!(["sofya"]));
    world.changes_card("vasilyeva_2", json!({ "email": "vasilyeva@example.test" })).await;
    let (mut browser, _) = world.signs_in("confirmed_two_parent_cards").await;
    browser.posts("/subsystems/diary", &[]).await.says("Кирилл Васильев").says("Софья Васильева");
}

/// 4.51, 4.70, EPS-16: СНИЛС as the key.
#[tokio::test]
async fn snils_at_school_has_to_be_that_of_the_profile() {
    let world = World::start().await;
    world.sets(&[("epos.match_keys", "snils")]).await;
    world.changes_card("sidorova", json!({ "snils": "000-000-702 23" })).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(200, "Доступные подсистемы ЭПОС");
    world.changes_card("sidorova", json!({ "snils": "000-000-703 24" })).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(403, "Пользователь не найден");
    world.signs_in("simplified_by_email").await.1.is(403, "Вход не разрешён").says("должен быть указан СНИЛС");
}

/// C10, 4.65–4.67: what is asked for follows the switch, and the date of birth is compared once it was asked for.
#[tokio::test]
async fn the_date_of_birth_is_compared_where_it_is_asked_for() {
    let world = World::start().await;
    world.sets(&[("epos.generation", "2020"), ("epos.scopes", "birthdate")]).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(200, "Доступные подсистемы ЭПОС");
    assert_eq!(world.last_trace().await["came"]["birth_date"], "1985-03-12");
    world.changes_card("sidorova", json!({ "birth_date": "1985-03-13" })).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(403, "Пользователь не найден");
    world.sets(&[("epos.scopes", "mission")]).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(200, "Доступные подсистемы ЭПОС");
    assert_eq!(world.last_trace().await["came"]["birth_date"], json!(null));
    world.sets(&[("epos.scopes", "extended")]).await;
    world.changes_card("sidorova", json!({ "birth_date": "1985-03-12" })).await;
    world.signs_in("confirmed_mother_of_two").await;
    assert_eq!(world.last_trace().await["came"]["kids"][0]["name"]["first"], "Иван");
}

/// 0.27, C5: in 2020 it is РСААГ that asks, in 2023 ЭПОС itself.
#[tokio::test]
async fn the_era_says_as_which_system_one_comes() {
    let world = World::start().await;
    for (generation, client) in [("2023", "EPOS_DEMO"), ("2020", "RSAAG_DEMO")] {
        world.sets(&[("epos.generation", generation)]).await;
        let address = world.goes_to_esia(&mut world.browser()).await;
        assert!(address.contains(&format!("client_id={client}&")), "{address}");
    }
}

/// EPS-09: the e-mail changes in Госуслуги, and the card has to follow.
#[tokio::test]
async fn another_email_in_the_profile_is_not_found_until_the_card_follows() {
    let world = World::start().await;
    world.signs_in("confirmed_mother_of_two").await.1.is(200, "Доступные подсистемы ЭПОС");
    world.changes_card("sidorova", json!({ "email": "sidorova.old@example.test" })).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(403, "Пользователь не найден");
    world.changes_card("sidorova", json!({ "email": "sidorova@example.test" })).await;
    world.sets(&[("epos.remember_oid", "true")]).await;
    world.signs_in("confirmed_mother_of_two").await;
    world.changes_card("sidorova", json!({ "email": "sidorova.old@example.test" })).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(200, "Доступные подсистемы ЭПОС");
}

/// 0.11: whoever leaves is out, here and at ЕСИА; after three hours everybody is.
#[tokio::test]
async fn a_session_ends_by_leaving_and_by_time() {
    let world = World::start().await;
    let (mut browser, _) = world.signs_in("confirmed_mother_of_two").await;
    let old = browser.cookies.clone();
    let page = browser.posts("/logout", &[]).await;
    assert!(page.location.expect("a way").contains("/idp/ext/Logout?client_id=EPOS_DEMO"));
    world.sets(&[("epos.protocol", "standard")]).await;
    let (mut other, _) = world.signs_in("confirmed_mother_of_two").await;
    let way = other.posts("/logout", &[]).await.location.expect("a way");
    assert!(way.contains("/oidc/end_session?client_id=EPOS_DEMO&post_logout_redirect_uri=") && !way.contains("token"));
    browser.get("/subsystems").await.is(401, "Войдите в ЭПОС");
    browser.cookies = old;
    browser.get("/subsystems").await.is(401, "Войдите в ЭПОС");
    let (mut browser, _) = world.signs_in("confirmed_mother_of_two").await;
    world.stand().sets_clock("2026-09-01T11:59:59+05:00").await;
    browser.get("/subsystems").await.is(200, "Доступные подсистемы ЭПОС");
    world.stand().sets_clock("2026-09-01T12:00:00+05:00").await;
    browser.get("/subsystems").await.is(401, "Войдите в ЭПОС");
}

/// 3.33: a browser is recommended; the answer is the same in every other, whoever enters and whoever does not.
#[tokio::test]
async fn whatever_browser_it_is_the_answer_is_the_same() {
    let world = World::start().await;
    let names = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0 YaBrowser/24.1.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Mobile/15E148 Safari/604.1",
        "",
    ];
    for (person, status) in [("confirmed_mother_of_two", 200), ("confirmed_email_not_verified", 403)] {
        let mut shown = Vec::new();
        for name in names {
            let mut browser = Browser::called(name, world.epos.url());
            let page = world.signs_in_with(&mut browser, person).await;
            assert_eq!(page.status, status, "{name}: {}", page.words());
            shown.push(page.title().to_owned());
        }
        shown.dedup();
        assert_eq!(shown.len(), 1, "{shown:?}");
    }
}
