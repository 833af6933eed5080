import { notifications } from '@mantine/notifications';
import { Button } from './button.tsx';

/** A short message that leaves by itself, with at most one thing to do. */
export function showToast({
  title,
  text,
  action,
  closeLabel,
}: {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly onChosen: () => void };
  readonly closeLabel: string;
}): void {
  const id = notifications.show({
    title,
    message: (
      <>
        <p dir="auto">{text}</p>
        {action !== undefined && (
          <Button
            look="link"
            onClick={() => {
              notifications.hide(id);
              action.onChosen();
            }}
          >
            {action.label}
          </Button>
        )}
      </>
    ),
    role: 'status',
    closeButtonProps: { 'aria-label': closeLabel },
  });
}
