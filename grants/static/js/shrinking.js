// A photograph is made small enough for a telephone line before it goes up. Drawn anew, it no longer says where it was
// taken: a place is noted only where somebody types it.
const LONGEST = 2560; // pixels
const ENOUGH = 1.5 * 1024 * 1024; // bytes

export async function shrunk(file) {
  if (file.type !== "image/jpeg") return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", file.size > ENOUGH ? 0.82 : 0.92));
    return small ? new File([small], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file; // what cannot be drawn here is judged by the server
  }
}
