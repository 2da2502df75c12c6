//! The stream between a socket and actix-http.

use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::io::ReadBuf;
use tokio::time::Instant;
use tokio::time::Sleep;

use crate::config::LineConfig;
use crate::web::line::connection::Connection;
use crate::web::line::connection::Phase;
use crate::web::line::fate::Fate;
use crate::web::line::own_answer;
use crate::web::line::socket::Socket;

/// A connection.
pub struct Stream {
    socket: Socket,
    config: LineConfig,
    connection: Rc<Connection>,
    /// Since when a request is expected, or on its way.
    since: Instant,
    /// When something came last.
    progress: Instant,
    /// Set no later than the deadline that holds, so that most requests need not set it.
    alarm: Option<Pin<Box<Sleep>>>,
    has_ended: bool,
    /// Until when a part of an answer has to arrive before a reset overtakes it.
    parting: Option<Pin<Box<Sleep>>>,
    /// Did a greeting of TLS come where none is spoken?
    is_tls: bool,
    own: Own,
}

/// How long the part of an answer has that is followed by a reset.
const PARTING: Duration = Duration::from_millis(50);

/// What the stream itself has to write, and how much of it is written.
#[derive(Default)]
struct Own {
    bytes: Vec<u8>,
    written: usize,
}

impl Stream {
    /// A connection that begins now.
    pub fn new(socket: Socket, config: LineConfig, connection: Rc<Connection>) -> Self {
        let now = Instant::now();
        Self {
            socket,
            config,
            connection,
            since: now,
            progress: now,
            alarm: None,
            has_ended: false,
            parting: None,
            is_tls: false,
            own: Own::default(),
        }
    }

    /// What the entrance tells about the requests on it.
    pub fn connection(&self) -> &Rc<Connection> {
        &self.connection
    }

    fn has_received(&mut self) {
        self.progress = Instant::now();
        if self.connection.receives() {
            self.since = self.progress;
        }
    }

    /// Until when something must come, if at all. Between requests actix-http waits, and while an answer is made
    /// whoever makes it.
    fn deadline(&self) -> Option<Instant> {
        let (head, stalled) = (self.since + self.config.head, self.progress + self.config.progress);
        match self.connection.phase() {
            Phase::Silent => Some(head),
            Phase::Begun => Some(head.min(stalled)),
            Phase::Answered => Some(stalled),
            Phase::Answering | Phase::Idle => None,
        }
    }

    /// Is it too late for what has not come? An answer that is made is looked at from time to time, for it may leave
    /// the rest of a body behind, and nobody would tell.
    fn poll_late(&mut self, context: &mut Context<'_>) -> Poll<()> {
        while self.connection.phase() != Phase::Idle {
            let next = self.deadline().unwrap_or_else(|| Instant::now() + self.config.progress);
            let alarm = self.alarm.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(next)));
            if alarm.deadline() > next {
                alarm.as_mut().reset(next);
            }
            ready!(alarm.as_mut().poll(context));
            let rang = alarm.deadline();
            alarm.as_mut().reset(next);
            if self.deadline().is_some_and(|deadline| rang >= deadline) {
                return Poll::Ready(());
            }
        }
        Poll::Pending
    }

    /// Nothing more is read; a request that has begun is told so.
    fn end(&mut self) {
        self.has_ended = true;
        if self.connection.phase() == Phase::Begun {
            self.own.bytes.extend_from_slice(own_answer::TIMEOUT);
        }
    }

    /// Ends the connection as a fault says, once everything before is written.
    fn poll_fate(&mut self, fate: Fate, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.socket).poll_flush(context))?;
        if fate.is_reset() {
            if fate == Fate::ResetAfter {
                let parting = self.parting.get_or_insert_with(|| Box::pin(tokio::time::sleep(PARTING)));
                ready!(parting.as_mut().poll(context));
            }
            // Dropped without a goodbye.
            self.socket.tcp().set_zero_linger()?;
        } else {
            ready!(self.socket.poll_cut(context))?;
        }
        Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()))
    }

    fn poll_own(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(rest) = self.own.bytes.get(self.own.written..).filter(|rest| !rest.is_empty()) {
            self.own.written += match ready!(Pin::new(&mut self.socket).poll_write(context, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => written,
            };
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.has_ended {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.socket).poll_read(context, buffer);
        if read.is_ready() {
            if buffer.filled().len() > before {
                self.is_tls |= self.connection.phase() == Phase::Silent
                    && !self.socket.is_secure()
                    && own_answer::is_tls(&buffer.filled()[before..]);
                self.has_received();
            } else if buffer.remaining() > 0 {
                self.connection.leaves();
            }
            return read;
        }
        ready!(self.poll_late(context));
        self.end();
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.connection.fate().is_some_and(Fate::is_silent) {
            return Poll::Ready(Ok(bytes.len()));
        }
        match own_answer::begin(bytes) {
            Some(0) => {
                if self.own.bytes.is_empty() {
                    self.own.bytes = if self.is_tls { own_answer::to_tls() } else { own_answer::named(bytes) };
                }
                ready!(self.poll_own(context))?;
                Poll::Ready(Ok(bytes.len()))
            }
            // First what comes before it.
            Some(begin) => Pin::new(&mut self.socket).poll_write(context, &bytes[..begin]),
            None => Pin::new(&mut self.socket).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(fate) = self.connection.fate() {
            return self.poll_fate(fate, context);
        }
        ready!(self.poll_own(context))?;
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(fate) = self.connection.fate() {
            return self.poll_fate(fate, context);
        }
        ready!(self.poll_own(context))?;
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
