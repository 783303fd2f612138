/** Answers in the shape that WordPress 6, Ghost 5 and feed writers give, cut to what matters. */

export function wordPressPost(host: string, n: number): object {
  return {
    id: n,
    date: "2026-11-20T12:00:00",
    date_gmt: "2026-11-20T10:00:00",
    modified: "2026-11-21T12:00:00",
    modified_gmt: "2026-11-21T10:00:00",
    slug: `story-${n}`,
    status: "publish",
    type: "post",
    link: `http://${host}/2026/story-${n}/`,
    title: { rendered: `Story &#038; ${n}` },
    excerpt: { rendered: "<p>In short.</p>\n", protected: false },
    content: {
      rendered: `<p>Body of ${n}.</p><script>alert(1)</script><figure class="wp-block-image"><img src="http://${host}/inline.jpg" alt=""/><figcaption>Again</figcaption></figure><p><img src="http://${host}/logo.svg"></p>`,
      protected: false,
    },
    _embedded: {
      author: [{ id: 1, name: "Олена Коваль", link: `http://${host}/author/olena/` }],
      "wp:featuredmedia": [
        {
          id: 7,
          source_url: `http://${host}/river.jpg`,
          alt_text: "The river",
          caption: { rendered: "<p>At dawn</p>" },
        },
      ],
      "wp:term": [
        [{ id: 3, name: "City", taxonomy: "category" }],
        [{ id: 4, name: "Rivers", taxonomy: "post_tag" }],
      ],
    },
  };
}

export function ghostPage(host: string): object {
  return {
    posts: [
      {
        id: "65a1b2c3d4e5f60001000001",
        uuid: "7c1a2f1e-0000-4000-8000-000000000001",
        title: "From Ghost",
        slug: "from-ghost",
        html: '<p>Hello</p><div class="kg-card kg-embed-card"><iframe src="https://video.example"></iframe></div>',
        feature_image: `http://${host}/river.jpg`,
        feature_image_alt: null,
        feature_image_caption: "<span>Cap</span>",
        visibility: "public",
        published_at: "2026-11-20T10:00:00.000+00:00",
        updated_at: "2026-11-20T11:00:00.000+00:00",
        custom_excerpt: null,
        excerpt: "Hello",
        url: `http://${host}/from-ghost/`,
        authors: [{ id: "1", name: "Ann", slug: "ann" }],
        primary_tag: { id: "1", name: "News", slug: "news", visibility: "public" },
        tags: [
          { id: "1", name: "News", slug: "news", visibility: "public" },
          { id: "2", name: "Rivers", slug: "rivers", visibility: "public" },
          { id: "3", name: "#hidden", slug: "hash-hidden", visibility: "internal" },
        ],
      },
    ],
    meta: { pagination: { page: 1, limit: 50, pages: 1, total: 1, next: null, prev: null } },
  };
}

export function rssFeed(host: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>News</title><link>http://${host}/</link><description>All of it</description>
<item><title>From RSS</title><link>http://${host}/from-rss</link><guid isPermaLink="false">rss-1</guid>
<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><dc:creator>Ann</dc:creator><category>City</category>
<description>Short.</description><content:encoded><![CDATA[<p onclick="x()">Long.</p>]]></content:encoded></item>
<item><title>Without a date</title><guid>rss-2</guid><description>x</description></item>
</channel></rss>`;
}

export function atomFeed(host: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>http://${host}/</id><title>News</title><updated>2026-11-20T10:00:00Z</updated>
<entry><id>tag:${host},2026:1</id><title type="html">From &amp;amp; Atom</title><link href="http://${host}/from-atom"/>
<published>2026-11-20T10:00:00Z</published><updated>2026-11-21T10:00:00Z</updated><author><name>Ann</name></author>
<content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>`;
}
