//! `--exit-with-parent`: the server ends with whoever has started it, however that ended.
//!
//! Two signs, for neither is always there: standard input ends, where it is a pipe (a terminal or `/dev/null` says
//! nothing of a parent), and the process gets another parent. Linux could send a signal (`PR_SET_PDEATHSIG`), but
//! sends it when the *thread* ends that started the process, which happens in every pool of threads.

use std::io;

use tokio::sync::oneshot;
#[cfg(unix)]
use tokio::time::Duration;

/// How often it is looked who the parent is.
#[cfg(unix)]
const LOOK: Duration = Duration::from_millis(500);

/// Whoever has started this process.
pub struct Parent {
    input: Option<oneshot::Receiver<()>>,
    #[cfg(unix)]
    id: u32,
}

impl Parent {
    /// The parent of now: whoever asks later may be an orphan already.
    pub fn of_now() -> io::Result<Self> {
        let input = if is_pipe()? { Some(drained()?) } else { None };
        Ok(Self {
            input,
            #[cfg(unix)]
            id: std::os::unix::process::parent_id(),
        })
    }

    /// Waits until it is gone.
    pub async fn gone(self) {
        let input = async {
            match self.input {
                // The thread that reads ends with standard input.
                Some(ended) => drop(ended.await),
                None => std::future::pending().await,
            }
        };
        #[cfg(unix)]
        tokio::select! {
            () = input => {}
            () = replaced(self.id) => {}
        }
        #[cfg(not(unix))]
        input.await;
    }
}

#[cfg(unix)]
async fn replaced(id: u32) {
    while std::os::unix::process::parent_id() == id {
        tokio::time::sleep(LOOK).await;
    }
}

#[cfg(unix)]
fn is_pipe() -> io::Result<bool> {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::FileTypeExt as _;
    let Ok(input) = io::stdin().as_fd().try_clone_to_owned() else { return Ok(false) };
    let kind = std::fs::File::from(input).metadata()?.file_type();
    Ok(kind.is_fifo() || kind.is_socket())
}

#[cfg(not(unix))]
fn is_pipe() -> io::Result<bool> {
    Ok(true)
}

/// Reads standard input to its end in a thread of its own; what it says does not matter.
fn drained() -> io::Result<oneshot::Receiver<()>> {
    let (send, ended) = oneshot::channel();
    std::thread::Builder::new().name("stdin".to_owned()).spawn(move || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = send.send(());
    })?;
    Ok(ended)
}
