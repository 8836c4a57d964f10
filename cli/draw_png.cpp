#include "draw_png.hpp"

#include "core/crc32.hpp"
#include "files.hpp"
#include "shared_library.hpp"

#include <cairo.h>
#include <cmath>
#include <cstdint>
#include <librsvg/rsvg.h>
#include <memory>

namespace quickscan {

namespace {

constexpr double png_scale = 3;

/// librsvg and what it brings along.
struct Librsvg {
  SharedLibrary library{"librsvg-2.so.2",
                        "a DOCX needs librsvg for its drawings, and it was not found (on Debian: apt-get install "
                        "librsvg2-2)"};
  decltype(::rsvg_handle_new_from_data)* read = library["rsvg_handle_new_from_data"];
  decltype(::rsvg_handle_get_intrinsic_size_in_pixels)* size = library["rsvg_handle_get_intrinsic_size_in_pixels"];
  decltype(::rsvg_handle_render_document)* render = library["rsvg_handle_render_document"];
  decltype(::g_object_unref)* free_drawing = library["g_object_unref"];
  decltype(::cairo_image_surface_create)* new_surface = library["cairo_image_surface_create"];
  decltype(::cairo_surface_destroy)* free_surface = library["cairo_surface_destroy"];
  decltype(::cairo_create)* new_context = library["cairo_create"];
  decltype(::cairo_destroy)* free_context = library["cairo_destroy"];
  decltype(::cairo_surface_write_to_png_stream)* write_png = library["cairo_surface_write_to_png_stream"];
};

cairo_status_t append(void* text, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

void add_big_endian(std::string& out, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU);
}

/// Notes the size of a dot, so that a word processor shows the picture as large as a browser does.
void note_resolution(std::string& png) {
  constexpr std::size_t after_header = 33;
  const auto dots_per_metre = static_cast<std::uint32_t>(std::lround(png_scale * 96 / 0.0254));
  std::string chunk = "pHYs";
  add_big_endian(chunk, dots_per_metre);
  add_big_endian(chunk, dots_per_metre);
  chunk += '\1';
  std::string framed;
  add_big_endian(framed, static_cast<std::uint32_t>(chunk.size() - 4));
  framed += chunk;
  add_big_endian(framed, crc32_of(chunk));
  png.insert(after_header, framed);
}

}  // namespace

std::string draw_png(std::string_view svg) {
  static const Librsvg call;
  const auto fail = [] { throw IoError("a drawing could not be turned into a PNG"); };
  const std::unique_ptr<RsvgHandle, void (*)(void*)> drawing(
      call.read(reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr), call.free_drawing);
  RsvgRectangle area{};
  if (!drawing || call.size(drawing.get(), &area.width, &area.height) == 0) fail();
  area.width = std::ceil(area.width * png_scale);
  area.height = std::ceil(area.height * png_scale);
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      call.new_surface(CAIRO_FORMAT_ARGB32, static_cast<int>(area.width), static_cast<int>(area.height)),
      call.free_surface);
  const std::unique_ptr<cairo_t, void (*)(cairo_t*)> context(call.new_context(surface.get()), call.free_context);
  std::string png;
  if (call.render(drawing.get(), context.get(), &area, nullptr) == 0) fail();
  if (call.write_png(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS) fail();
  note_resolution(png);
  return png;
}

}  // namespace quickscan
