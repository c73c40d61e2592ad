//! The graphics device, made here and handed to Bevy, which panics where there is no adapter.
//!
//! Bevy asks for the adapter before it has a window too, so nothing is lost and nothing is done twice.

use std::sync::Arc;

use bevy::render::renderer::{
    RenderAdapter, RenderAdapterInfo, RenderDevice, RenderInstance, RenderQueue, WgpuWrapper,
};
use bevy::render::settings::RenderCreation;
use bevy::tasks::block_on;

use super::NoWindow;

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
