/** Every command there is, in the order of the overview. */
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { demo } from './demo.ts';
import { flowAdapt } from './flow-adapt.ts';
import { flowCheck } from './flow-check.ts';
import { flowConvert } from './flow-convert.ts';
import { flowList } from './flow-list.ts';
import { flowMend } from './flow-mend.ts';
import { flowPlay } from './flow-play.ts';
import { flowPublish } from './flow-publish.ts';
import { flowShow } from './flow-show.ts';
import { importCases } from './import-cases.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { teamAdd } from './team-add.ts';
import { userAdd } from './user-add.ts';
import { userChange } from './user-change.ts';
import { userDisable } from './user-disable.ts';
import { userList } from './user-list.ts';
import { userWipe } from './user-wipe.ts';
import { verify } from './verify.ts';

export const commands: readonly Command[] = [
  serve,
  demo,
  userAdd,
  userList,
  userChange,
  userDisable,
  userWipe,
  teamAdd,
  importCases,
  flowCheck,
  flowMend,
  flowList,
  flowConvert,
  flowPlay,
  flowAdapt,
  flowPublish,
  flowShow,
  backup,
  restore,
  verify,
];
