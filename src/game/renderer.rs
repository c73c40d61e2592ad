//! The graphics device, made here and handed to Bevy, which panics where there is no adapter.
//!
//! Bevy asks for the adapter before it has a window too, so nothing is lost and nothing is done twice.

use std::sync::Arc;

use bevy::app::{App, AppExit};
use bevy::render::error_handler::{ErrorType, RenderErrorHandler, RenderErrorPolicy};
use bevy::render::renderer::{
    RenderAdapter, RenderAdapterInfo, RenderDevice, RenderInstance, RenderQueue, WgpuWrapper,
};
use bevy::render::settings::RenderCreation;
use bevy::tasks::block_on;

use super::NoWindow;

/// What a lost device means to whoever sits there. Add it after Bevy's default plugins.
pub(super) fn plugin(app: &mut App) {
    app.insert_resource(RenderErrorHandler(|error, world, _| {
        let what = match error.ty {
            ErrorType::DeviceLost => "The graphics device is gone",
            ErrorType::OutOfMemory => "The graphics device has no memory left",
            ErrorType::Validation | ErrorType::Internal => "The graphics device cannot go on",
        };
        // Nothing can be drawn any more that would say so.
        eprintln!(
            "{what} ({}). What was said and written is kept: start again, and go on.",
            error.description
        );
        world.write_message(AppExit::error());
        RenderErrorPolicy::StopRendering
    }));
}

pub(super) fn create() -> Result<RenderCreation, NoWindow> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
        backends: wgpu::Backends::from_env().unwrap_or_default(),
        // No validation, in no build: it costs start-up time, and egui's calls are not ours to check.
        flags: wgpu::InstanceFlags::empty().with_env(),
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    });
    let adapter = block_on(instance.request_adapter(&wgpu::RequestAdapterOptions {
        // Text and rectangles: the adapter that spares the battery will do.
        power_preference: wgpu::PowerPreference::from_env().unwrap_or(wgpu::PowerPreference::LowPower),
        ..Default::default()
    }))
    .map_err(|_| NoWindow::because(NO_ADAPTER.to_owned()))?;
    let (device, queue) = block_on(adapter.request_device(&wgpu::DeviceDescriptor {
        required_features: adapter.features() & wgpu::Features::TEXTURE_ADAPTER_SPECIFIC_FORMAT_FEATURES,
        required_limits: adapter.limits(),
        ..Default::default()
    }))
    .map_err(|error| {
        let name = adapter.get_info().name;
        NoWindow::because(format!(
            "The graphics adapter {name} cannot be used ({error}); is its driver whole?"
        ))
    })?;
    Ok(RenderCreation::manual(
        RenderDevice::from(device),
        RenderQueue(Arc::new(WgpuWrapper::new(queue))),
        RenderAdapterInfo(WgpuWrapper::new(adapter.get_info())),
        RenderAdapter(Arc::new(WgpuWrapper::new(adapter))),
        RenderInstance(Arc::new(WgpuWrapper::new(instance))),
    ))
}

const NO_ADAPTER: &str = if cfg!(target_os = "linux") {
    "There is no graphics adapter that speaks Vulkan; install its driver, or the package mesa-vulkan-drivers, which \
     draws without one."
} else {
    "There is no graphics adapter that can draw a window; install its driver."
};

#[cfg(test)]
mod tests {
    use bevy::ecs::message::Messages;
    use bevy::ecs::world::World;
    use bevy::render::error_handler::RenderError;

    use super::*;

    #[test]
    fn a_lost_device_ends_the_program_in_order() {
        let mut app = App::new();
        plugin(&mut app);
        let handler = app.world_mut().remove_resource::<RenderErrorHandler>().expect("it was added");
        let error =
            RenderError { ty: ErrorType::DeviceLost, description: "unplugged".to_owned(), source: None };
        let policy = (handler.0)(&error, app.world_mut(), &mut World::new());
        assert!(matches!(policy, RenderErrorPolicy::StopRendering));
        let exits = app.world().resource::<Messages<AppExit>>();
        assert!(exits.iter_current_update_messages().any(AppExit::is_error));
    }
}
