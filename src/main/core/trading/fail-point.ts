/** The moments between two steps of the order path at which a test may kill the process. */
export type FailPointName = 'intent-stored' | 'sent' | 'answer-received' | 'answer-stored' | 'told' | 'cancel-stored';
export type FailPoint = (name: FailPointName) => void;
