//! «Контрольный вопрос»: set, changed or taken away, proved by the password.

use actix_web::HttpResponse;

use crate::flow::Stop;
use crate::flow::account::passwords;
use crate::flow::account::protection;
use crate::flow::account::protection::LONGEST;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::password;
use crate::web::pages::profile::protection as parts;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;

/// `GET /profile/security/question`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> HttpResponse {
    draw(&stand, &visit, &Typed::default())
}

fn draw(stand: &Stand, visit: &Visit, typed: &Typed) -> HttpResponse {
    let field = |name, label| {
        let field = FormField::new(name, Text::new(label), FieldKind::Text).autocomplete("off");
        typed.fill(field)
    };
    let page = parts::form_page(stand, visit, "/profile/security/question", Text::new("protection-question"))
        .intro(Text::new("protection-question-intro"))
        .field(field("question", "protection-question-text"))
        .field(field("answer", "protection-question-answer").hint(Text::new("protection-question-hint")))
        .field(parts::password_field(typed.mistake("password")))
        .button(Button::main(Text::new("protection-save")))
        .button(Button::plain(Text::new("protection-question-remove")).sends("remove", "true"))
        .hints(profile::hints(stand, Text::new("protection-why")));
    profile::answer_form(&page)
}

/// `POST /profile/security/question`.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    Ok(if act(&stand, &visit, &mut typed).await? {
        profile::done(&stand, parts::LIST, "question")
    } else {
        draw(&stand, &visit, &typed)
    })
}

async fn act(stand: &OfStand, visit: &Visit, typed: &mut Typed) -> Result<bool, Stop> {
    let removes = typed.has("remove");
    if !removes {
        for name in ["question", "answer"] {
            let length = typed.text(name).chars().count();
            if length == 0 {
                typed.wrong(name, Text::new("mistake-empty"));
            } else if length > LONGEST {
                typed.wrong(name, Text::new("protection-question-long"));
            }
        }
    }
    if !typed.is_right() {
        return Ok(false);
    }
    if !password::is_own_password(stand, visit, typed.secret("password")).await? {
        typed.wrong("password", Text::new("protection-password-wrong"));
        return Ok(false);
    }
    let (oid, question) = (visit.holder.oid(), typed.text("question").to_owned());
    let answer =
        if removes { None } else { Some(passwords::hash(stand, &protection::plain_answer(typed.text("answer")))?) };
    stand
        .write(move |cx| protection::set_question(cx, oid, answer.as_deref().map(|answer| (question.as_str(), answer))))
        .await?;
    Ok(true)
}
