import { useEffect, useRef, useState } from 'react';
import type { OrderPreview } from '../../../contract/model/order-preview.ts';
import type { OrderRequest } from '../../../contract/model/order.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';

const settleMs = 120;
const everyMs = 1_000;

/** What the risk gate would say to the order and what the order would do, asked again as it is typed and once a second. */
export function usePreview(request: OrderRequest | null): OrderPreview | null {
  const { api } = useClient();
  const connection = useConnection();
  const [preview, setPreview] = useState<OrderPreview | null>(null);
  const key = request === null ? null : JSON.stringify(request);
  const latest = useRef(request);
  latest.current = request;
  useEffect(() => {
    if (key === null || connection !== 'open') {
      setPreview(null);
      return;
    }
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      const asked = latest.current;
      if (asked === null) return;
      const answer = await api.orders.preview(asked).catch(() => null);
      if (!isCurrent) return;
      setPreview(answer);
      timer = setTimeout(() => void ask(), everyMs);
    };
    timer = setTimeout(() => void ask(), settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, key, connection]);
  return preview;
}
