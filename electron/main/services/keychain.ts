import { safeStorage } from 'electron';
import type { Keychain } from './secrets.ts';

/** The system's keychain. `basic_text` is a key everyone knows, so it counts as none. */
export const systemKeychain: Keychain = {
  isAvailable: async () => {
    if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
      return false;
    return safeStorage.isAsyncEncryptionAvailable();
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
};
