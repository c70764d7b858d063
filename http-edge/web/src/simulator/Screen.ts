import { createContext, useContext } from 'react';

/** The element of the phone around, over which sheets are laid. */
export const ScreenContext = createContext<HTMLElement | null>(null);

export const useScreen = () => useContext(ScreenContext);
