import type { StaffMember } from "@/domain/staff/staff-member";

const PAGES = [
  { href: "/staff", name: "Dashboard", role: "viewer" },
  { href: "/staff/members", name: "Members", role: "viewer" },
  { href: "/staff/ledger", name: "Ledger", role: "viewer" },
  { href: "/staff/trust", name: "Trust", role: "viewer" },
  { href: "/staff/drives", name: "Drives", role: "viewer" },
  { href: "/staff/banner", name: "Banner", role: "viewer" },
  { href: "/staff/products", name: "Products", role: "viewer" },
  { href: "/staff/plans", name: "Plans", role: "viewer" },
  { href: "/staff/sources", name: "Sources", role: "viewer" },
  { href: "/staff/embeds", name: "Embeds", role: "viewer" },
  { href: "/staff/letters", name: "Letters", role: "viewer" },
  { href: "/staff/notifications", name: "Notifications", role: "viewer" },
  { href: "/staff/audit", name: "Audit log", role: "viewer" },
  { href: "/staff/people", name: "People", role: "admin" },
  { href: "/staff/erasure", name: "Erasure", role: "admin" },
] as const;

/** The top of the staff room: its name, its pages, who is in, the way out. */
export function StaffMasthead({ staff, here }: { staff: StaffMember; here: string }) {
  const pages = PAGES.filter((page) => page.role !== "admin" || staff.role === "admin");
  return (
    <header className="mx-auto max-w-[96rem] px-5 pt-5 md:px-10">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-ink focus:px-3 focus:py-2 focus:text-paper"
      >
        Skip to the content
      </a>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-serif text-2xl font-semibold tracking-tight">Staff room</p>
        <form
          method="post"
          action="/staff/sign-out"
          className="flex flex-wrap items-baseline gap-x-4 text-sm"
        >
          <a href="/staff/account" className="py-1 break-all text-soft underline underline-offset-4">
            {staff.email}
          </a>
          <button type="submit" className="py-1 underline underline-offset-4">
            Sign out
          </button>
        </form>
      </div>
      <nav aria-label="Staff room" className="mt-1">
        <ul className="flex flex-wrap gap-x-5 text-sm">
          {pages.map((page) => (
            <li key={page.href}>
              <a
                href={page.href}
                aria-current={page.href === here ? "page" : undefined}
                className="inline-block py-2 text-soft no-underline hover:text-ink hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
              >
                {page.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
