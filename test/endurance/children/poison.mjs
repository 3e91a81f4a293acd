/**
 * Loaded before the program (NODE_OPTIONS=--import): a parcel of the site named by POISON_SITE ends the program, kill -9, the moment that it
 * is handed to the process that reads. Stands for whatever takes the whole program down while one certain mail is read.
 */
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

const { fork } = childProcess;

childProcess.fork = function forkWatched(...parameters) {
  const child = fork(...parameters);
  const send = child.send.bind(child);
  child.send = (message, ...rest) => {
    if (message?.header?.from === process.env.POISON_SITE) process.kill(process.pid, 'SIGKILL');
    return send(message, ...rest);
  };
  return child;
};
syncBuiltinESMExports();
