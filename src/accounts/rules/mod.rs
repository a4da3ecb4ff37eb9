//! What can be decided about accounts without asking anyone: which addresses are our own, what a
//! browser is called, what a form means, and what two people changed at once.

mod clash;
mod device;
mod forms;
mod paths;

pub(super) use clash::{Clash, Side, clashes};
pub(super) use device::device;
pub(super) use forms::{AccountForm, OwnSettings, PasswordForm, Post, SettingsForm, THEMES, theme};
pub(super) use paths::{local_path, path_of};
