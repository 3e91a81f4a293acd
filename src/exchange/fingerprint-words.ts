/**
 * 256 words written the same in French and in English, no two less than three letters apart: what two people can compare over the telephone.
 * Their order is part of the protocol (one byte is one word).
 */

const list = `
  accent accord action agenda album alibi alligator alphabet ambulance angle animal article artisan atlas avalanche avenue aviation
  badge ballet banjo banquet baron barrage bikini biscuit blizzard blouse bonbon bonus boomerang boulevard boutique bracelet brigade
  brioche bronze brunch buffet bungalow bureau cabaret cactus camouflage canal canyon capsule caribou casino caviar chalet champagne
  champion chance chef client club cobra collage compost concert condor confetti contact costume couple crocodile croissant culture
  cyclone dahlia dessert dialogue disco distance divan domino dragon duel effort empire encore entourage escalope expert express
  fable festival film flamenco folklore football forum fragile fruit fuchsia fugue fusion gazelle geyser golf gorge gourmet grain
  griffon guide habitat haricot hibiscus horizon igloo image inspiration instant invitation iris jaguar jazz jeep jersey joker judo
  junior justice karting kayak ketchup kimono kiwi koala label latitude liaison limousine lion logo lynx machine maestro magazine
  magnolia mangrove marathon marina menu message mimosa minute mission moment moustache muscle musical mustang nature nectar nylon
  oasis olive omelette omnibus oracle origami paella palace palette panda panorama papyrus parachute parasol penalty piano pigeon
  pipeline piranha pirouette pizza placard plaque plateau plume podium poncho portrait prairie prince puzzle python question quiche
  quinoa quiz radar raisin ravioli refuge restaurant risotto robot rose roulette rugby safari samba samovar sandwich sardine
  satellite saxophone scooter slalom slogan sombrero sonnet soprano souvenir sphinx sport squash station statue studio surprise
  tapioca taxi tennis terminal terrain texture toast toboggan tofu torrent totem tram transit triangle trident trombone tsunami tube
  tunnel turban turquoise valise verdict vestibule violet visa voyage western yacht yucca zigzag zinc zoom
`;

export const fingerprintWords: readonly string[] = list.trim().split(/\s+/);
