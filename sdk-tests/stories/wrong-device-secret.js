'use strict';

// A device whose own secret is wrong: each SDK sees CONNACK 4 as an error event.

const { tell, expect } = require('../lib/story');
const { refusedLogIn, wrong } = require('../lib/device');

tell(async (input) => {
  const connacks = {};
  for (const sdk of ['new', 'old']) {
    for (const scheme of ['mqtt', 'mqtts']) {
      connacks[`${sdk} ${scheme}`] = await refusedLogIn(sdk, scheme, {
        ...input,
        deviceSecret: wrong(input.deviceSecret),
      });
    }
  }
  expect('CONNACK codes', [...new Set(Object.values(connacks))], [4], { connacks });
  return { connacks };
});
