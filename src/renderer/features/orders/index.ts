import type { PanelDefinition } from '../../app/panels.ts';
import { Orders, OrdersActions, OrdersCount } from './orders.tsx';

export const ordersPanel: PanelDefinition = { id: 'orders', title: 'Orders', component: Orders, badge: OrdersCount, actions: OrdersActions, words: 'blotter working cancel' };
