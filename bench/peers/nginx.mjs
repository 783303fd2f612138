import { access, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, startUntil } from "../app.mjs";

const NCHAN = "/usr/lib/nginx/modules/ngx_nchan_module.so";

/** Whether nginx's push module is on this machine. */
export function hasNchan() {
  return access(NCHAN).then(
    () => true,
    () => false,
  );
}

/** nginx with one worker: a folder of files, and a channel of events where the module is there. */
export async function startNginx(port, folder = ROOT) {
  const prefix = await mkdtemp(join(tmpdir(), "muster-nginx-"));
  const withNchan = await hasNchan();
  const channel = `
    location = /sub { nchan_subscriber eventsource; nchan_channel_id bench; }
    location = /pub { nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 1; }`;
  const config = `
${withNchan ? `load_module ${NCHAN};` : ""}
worker_processes 1;
worker_rlimit_nofile 20000;
daemon off;
master_process off;
pid ${prefix}/nginx.pid;
error_log stderr notice;
events { worker_connections 15000; }
http {
  access_log off;
  types { text/html html; }
  gzip off;
  server {
    listen 127.0.0.1:${port};
    root ${folder};
    location ~ \\.br$ { add_header Content-Encoding br; default_type text/html; }
    ${withNchan ? channel : ""}
  }
}`;
  const file = join(prefix, "nginx.conf");
  await writeFile(file, config);
  const nginx = await startUntil("nginx", ["-p", prefix, "-c", file], {}, /start worker|epoll/);
  return { url: `http://127.0.0.1:${port}`, port, pid: nginx.child.pid, stop: nginx.stop };
}
