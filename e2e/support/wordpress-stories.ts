import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { HOSTILE } from "../../domain/import/testing/hostile-html";
import type { WordPress } from "./partner-wordpress";

/** What a newsroom has in its WordPress before it moves: people, pictures, posts as its block editor writes them. */
export async function writeStories(wordpress: WordPress): Promise<{ story: string; old: string }> {
  const [hero, bank, bridge] = [
    await picture(wordpress, "river", "#1f5f7a", "The river at dawn", "The Dnipro in April."),
    await picture(wordpress, "bank", "#7a6a1f", "Sand on the bank", ""),
    await picture(wordpress, "bridge", "#7a1f3a", "A bridge without a roadway", ""),
  ];
  const ids = await wordpress.run(
    `
    kses_remove_filters();
    require_once 'wp-admin/includes/taxonomy.php';
    $author = wp_insert_user(['user_login' => 'olena', 'user_pass' => wp_generate_password(), 'display_name' => 'Олена Коваль', 'role' => 'author']);
    $city = wp_create_category('City');
    $ids = [];
    foreach ($given as $post) {
      $id = wp_insert_post([...$post, 'post_author' => $author, 'post_category' => [$city]], true);
      if (is_wp_error($id)) throw new Exception($id->get_error_message());
      if (isset($post['_hero'])) set_post_thumbnail($id, $post['_hero']);
      $ids[] = $id;
    }
    echo json_encode($ids);`,
    [
      {
        post_title: "The river in spring & after",
        post_name: "river-in-spring",
        post_status: "publish",
        post_date: "2026-04-02 09:30:00",
        post_excerpt: "What the water left behind.",
        post_content: story(bank, bridge),
        tags_input: ["Rivers", "Spring"],
        _hero: hero.id,
      },
      {
        post_title: "An old notice",
        post_name: "an-old-notice",
        post_status: "publish",
        post_content: "<!-- wp:paragraph --><p>The ferry does not run.</p><!-- /wp:paragraph -->",
      },
      {
        post_title: "Річка навесні",
        post_name: "",
        post_status: "publish",
        post_content: "<!-- wp:paragraph --><p>Вода пішла.</p><!-- /wp:paragraph -->",
      },
      {
        post_title: "What a plug-in did <script>alert(1)</script>",
        post_name: "what-a-plug-in-did",
        post_status: "publish",
        post_excerpt: "Words <img src=x onerror=alert(1)>",
        post_content: `<!-- wp:html -->${HOSTILE.map((html) => `<p>and</p>${html}`).join("\n")}<!-- /wp:html -->`,
      },
      { post_title: "A draft", post_status: "draft", post_content: "Nobody may read this." },
      {
        post_title: "For subscribers",
        post_status: "publish",
        post_password: "secret",
        post_content: "Nobody may read this.",
      },
    ],
  );
  const [first, second] = JSON.parse(ids) as number[];
  return { story: String(first), old: String(second) };
}

interface Picture {
  id: number;
  url: string;
}

const figure = ({ id, url }: Picture, alt: string, caption: string) =>
  `<!-- wp:image {"id":${id},"sizeSlug":"full"} --><figure class="wp-block-image size-full"><img src="${url}" alt="${alt}" class="wp-image-${id}"/><figcaption class="wp-element-caption">${caption}</figcaption></figure><!-- /wp:image -->`;

const story = (bank: Picture, bridge: Picture) => `<!-- wp:paragraph -->
<p>The water <strong>rose for a week</strong> and then <em>went</em>, as <a href="/about">the engineers</a> had said.</p>
<!-- /wp:paragraph -->
<!-- wp:heading --><h2 class="wp-block-heading">What it left</h2><!-- /wp:heading -->
${figure(bank, "Sand on the bank", "Sand, <em>everywhere</em>")}
<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images columns-default is-cropped">${figure(bank, "The bank", "On Monday")}${figure(bridge, "The bridge", "On Friday")}<figcaption class="blocks-gallery-caption">Two days of a flood</figcaption></figure><!-- /wp:gallery -->
<!-- wp:list --><ul><li>Sand</li><li>Wood</li></ul><!-- /wp:list -->
<!-- wp:list {"ordered":true} --><ol><li>First the pumps</li><li>Then the road</li></ol><!-- /wp:list -->
<!-- wp:quote --><blockquote class="wp-block-quote"><p>We counted every plank.</p><cite>The ferryman</cite></blockquote><!-- /wp:quote -->
<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Nobody had asked the river.</p><cite>A neighbour</cite></blockquote></figure><!-- /wp:pullquote -->
<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>Day</th><th>Metres</th></tr></thead><tbody><tr><td>Monday</td><td>4.1</td></tr><tr><td>Friday</td><td>2.7</td></tr></tbody></table><figcaption>The level at the bridge</figcaption></figure><!-- /wp:table -->
[gallery ids="${bank.id},${bridge.id}" link="none"]
`;

/** A picture in WordPress's media library. */
async function picture(
  wordpress: WordPress,
  name: string,
  colour: string,
  alt: string,
  caption: string,
): Promise<Picture> {
  const path = join(tmpdir(), `muster-${process.pid}-${name}.jpg`);
  const size = { width: 2_000, height: 1_200 };
  await writeFile(
    path,
    await sharp({ create: { ...size, channels: 3, background: colour } })
      .jpeg()
      .toBuffer(),
  );
  const made = await wordpress.run(
    `
    require_once 'wp-admin/includes/image.php'; require_once 'wp-admin/includes/file.php'; require_once 'wp-admin/includes/media.php';
    $id = media_handle_sideload(['name' => $given['name'] . '.jpg', 'tmp_name' => $given['path']], 0, null, ['post_excerpt' => $given['caption']]);
    if (is_wp_error($id)) throw new Exception($id->get_error_message());
    update_post_meta($id, '_wp_attachment_image_alt', $given['alt']);
    echo json_encode(['id' => $id, 'url' => wp_get_attachment_url($id)]);`,
    { name, path, alt, caption },
  );
  return JSON.parse(made) as Picture;
}
