// Publishes lines "id payload" of standard input at QoS 1 with the npm package mqtt; prints each id when its PUBACK has come.
// The package connects again and sends again what was not acknowledged. Usage: node publish.mjs PORT PROTOCOL-VERSION TOPIC
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [port, protocolVersion, topic] = process.argv.slice(2);
const mqtt = createRequire(`${process.env.REPOSITORY}/package.json`)('mqtt');
const client = mqtt.connect({ host: '127.0.0.1', port: Number(port), protocolVersion: Number(protocolVersion), reconnectPeriod: 100, connectTimeout: 2000 });
client.on('error', () => {}); // refused while the host is away: it tries again

let open = 0;
let ended = false;
const finish = () => { if (ended && open === 0) client.end(false, () => process.exit(0)); };
const publish = (id, payload) => client.publish(topic, payload, { qos: 1 }, error => {
  if (error) {
    console.error(`${id}: ${error.message}`);
    setTimeout(publish, 50, id, payload); // not acknowledged: it is still ours
    return;
  }
  console.log(id);
  open--;
  finish();
});
createInterface({ input: process.stdin })
  .on('line', line => {
    const space = line.indexOf(' ');
    open++;
    publish(line.slice(0, space), line.slice(space + 1));
  })
  .on('close', () => { ended = true; finish(); });
