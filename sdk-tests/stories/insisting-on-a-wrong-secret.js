'use strict';

// A device with a wrong secret, left alone: its SDK tries again every second for ever. The server stops looking at it
// (CONNACK 3 instead of 4), and another device at the same address logs in all the same.

const { tell } = require('../lib/story');
const { start, logIn, leave, wrong } = require('../lib/device');

tell(async (input) => {
  const insisting = start(input.sdk, 'mqtt', { ...input, deviceSecret: wrong(input.deviceSecret) });
  const connacks = [];
  await new Promise((resolve) => {
    insisting.on('error', ([error]) => {
      connacks.push(error.code);
      if (error.code === 3) resolve();
    });
  });
  const good = await logIn(input.sdk, 'mqtt', { ...input, ...input.other });
  await leave(good);
  insisting.end(true);
  return { connacks };
});
