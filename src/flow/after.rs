//! What follows the commit of a transaction: collected while it runs, told once what was written is there to stay.

use std::cell::Cell;
use std::cell::RefCell;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use tokio::sync::Notify;
use tokio::sync::broadcast;
use tokio::sync::mpsc;
use tokio::sync::watch;

use crate::flow::clients::RelyingParty;
use crate::protocol::ids::Oid;

/// What a transaction leaves to be done after its commit.
#[derive(Debug, Default)]
pub struct After {
    outbox_grew: Cell<bool>,
    feed_grew: Cell<bool>,
    ended_login: Cell<Option<&'static str>>,
    changed_people: Cell<bool>,
    notices: RefCell<Vec<Notice>>,
}

/// A client that is to be told that a session ended (Back-Channel Logout 1.0).
#[derive(Clone, Debug)]
pub struct Notice {
    /// The client.
    pub party: Arc<RelyingParty>,
    /// Whose session.
    pub subject: Oid,
    /// Its `sid`, as the client knows it.
    pub session: String,
    /// `jti` of the logout token.
    pub id: String,
    /// When it ended, in seconds.
    pub issued_at: i64,
}

impl After {
    /// There is another message in the outbox.
    pub fn tell_of_message(&self) {
        self.outbox_grew.set(true);
    }

    /// Something has happened to somebody.
    pub fn tell_of_event(&self) {
        self.feed_grew.set(true);
    }

    /// Somebody was put, changed or taken away by a tester.
    pub fn tell_of_person(&self) {
        self.changed_people.set(true);
    }

    /// Was anybody?
    pub(in crate::flow) fn changes_people(&self) -> bool {
        self.changed_people.get()
    }

    /// A login has ended well that the paths of this surface asked for.
    pub fn tell_of_login(&self, surface: &'static str) {
        self.ended_login.set(Some(surface));
    }

    /// Has one?
    pub(in crate::flow) fn ended_login(&self) -> Option<&'static str> {
        self.ended_login.get()
    }

    /// Was there such a message?
    pub(in crate::flow) fn brings_message(&self) -> bool {
        self.outbox_grew.get()
    }

    /// A client is to be told that a session ended; once for every `sid` that it knows.
    pub fn tell_of_logout(&self, notice: Notice) {
        let is_same = |other: &Notice| {
            other.session == notice.session && other.party.client.mnemonic == notice.party.client.mnemonic
        };
        let mut notices = self.notices.borrow_mut();
        if !notices.iter().any(is_same) {
            notices.push(notice);
        }
    }
}

/// Sessions that ended in one transaction. Whoever tells the clients of them drops it when that is done.
#[derive(Clone, Debug)]
pub struct Logouts {
    /// In which stand.
    pub stand: Arc<str>,
    /// Whom to tell.
    pub notices: Vec<Notice>,
    _told: mpsc::Sender<Infallible>,
}

/// By which way a stand tells what has happened, where somebody listens.
#[derive(Debug)]
pub struct News {
    stand: Arc<str>,
    feed: watch::Sender<()>,
    unread: AtomicBool,
    letters: Arc<Notify>,
    logouts: broadcast::Sender<Logouts>,
}

impl News {
    /// News of a stand; `letters` and `logouts` are heard by those who serve all stands.
    pub fn new(stand: Arc<str>, letters: Arc<Notify>, logouts: broadcast::Sender<Logouts>) -> Self {
        // What an earlier process has left in a file waits already.
        Self { stand, feed: watch::Sender::new(()), unread: AtomicBool::new(true), letters, logouts }
    }

    /// Tells when messages have come into the outbox, or something has happened. Not of every one: a caller who goes away before the commit is
    /// answered tells nothing, so whoever waits looks again after a while.
    pub fn feed(&self) -> watch::Receiver<()> {
        self.feed.subscribe()
    }

    /// May there be letters that nobody has looked at? Whoever asks looks.
    pub fn take_unread(&self) -> bool {
        self.unread.swap(false, Ordering::AcqRel)
    }

    /// A transaction has written a message, and is about to be committed.
    pub fn message_comes(&self) {
        self.unread.store(true, Ordering::Release);
    }

    /// The stand holds another world: whoever waits looks again.
    pub(in crate::flow) fn look_again(&self) {
        self.message_comes();
        self.feed.send_replace(());
        self.letters.notify_one();
    }

    /// Tells everything, and waits until the clients were told: the browser goes on afterwards only.
    pub(in crate::flow) async fn tell(&self, after: After) {
        if after.brings_message() {
            self.look_again();
        } else if after.feed_grew.get() {
            self.feed.send_replace(());
        }
        let notices = after.notices.into_inner();
        if notices.is_empty() {
            return;
        }
        let (told, mut all_told) = mpsc::channel(1);
        // Where nobody serves the stand, nobody listens.
        if self.logouts.send(Logouts { stand: Arc::clone(&self.stand), notices, _told: told }).is_ok() {
            all_told.recv().await;
        }
    }
}
