import { notifications } from '@mantine/notifications';
import { Button } from './button.tsx';

/** A short message that leaves by itself, with one thing to do. */
export function showToast({
  title,
  text,
  action,
  closeLabel,
  onAction,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly closeLabel: string;
  readonly onAction: () => void;
}): void {
  const id = notifications.show({
    title,
    message: (
      <>
        <p dir="auto">{text}</p>
        <Button
          look="link"
          onClick={() => {
            notifications.hide(id);
            onAction();
          }}
        >
          {action}
        </Button>
      </>
    ),
    role: 'status',
    closeButtonProps: { 'aria-label': closeLabel },
  });
}
