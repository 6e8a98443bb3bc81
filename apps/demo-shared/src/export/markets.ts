/** A country that orders come from, and what its people and places are called. */
export interface Market {
  /** ISO 3166-1, two letters. */
  readonly country: string
  /** ISO 4217; all of them have a hundredth. */
  readonly currency: string
  /** What a cent's worth costs there, in hundredths of the currency. */
  readonly priceLevel: number
  readonly cities: readonly string[]
  readonly givenNames: readonly string[]
  readonly familyNames: readonly string[]
}

/** Frequent names of each country, so that rows look real; nobody is meant. */
export const markets: readonly Market[] = [
  {
    country: 'AT',
    currency: 'EUR',
    priceLevel: 1,
    cities: ['Wien', 'Graz', 'Linz', 'Salzburg', 'Innsbruck', 'St. Pölten'],
    givenNames: ['Anna', 'Lukas', 'Sophie', 'Tobias', 'Lena', 'Paul', 'Marie', 'Jakob'],
    familyNames: ['Gruber', 'Huber', 'Bauer', 'Wagner', 'Pichler', 'Steiner', 'Moser', 'Mayr'],
  },
  {
    country: 'BR',
    currency: 'BRL',
    priceLevel: 6,
    cities: ['São Paulo', 'Rio de Janeiro', 'Brasília', 'Salvador', 'Fortaleza', 'Belém'],
    givenNames: ['Maria', 'João', 'Ana', 'Pedro', 'Luíza', 'Antônio', 'Beatriz', 'Mateus'],
    familyNames: ['Silva', 'Santos', 'Oliveira', 'Souza', 'Lima', 'Araújo', 'Gonçalves', 'Ribeiro'],
  },
  {
    country: 'CN',
    currency: 'CNY',
    priceLevel: 8,
    cities: ['北京', '上海', '广州', '深圳', '成都', '杭州'],
    givenNames: ['伟', '芳', '娜', '秀英', '敏', '静', '磊', '洋'],
    familyNames: ['王', '李', '张', '刘', '陈', '杨', '黄', '赵'],
  },
  {
    country: 'CZ',
    currency: 'CZK',
    priceLevel: 25,
    cities: ['Praha', 'Brno', 'Ostrava', 'Plzeň', 'Liberec', 'Olomouc'],
    givenNames: ['Jana', 'Petr', 'Eva', 'Tomáš', 'Lucie', 'Jiří', 'Kateřina', 'Ondřej'],
    familyNames: ['Horák', 'Marek', 'Pospíšil', 'Hájek', 'Jelínek', 'Král', 'Beneš', 'Fiala'],
  },
  {
    country: 'DE',
    currency: 'EUR',
    priceLevel: 1,
    cities: ['Berlin', 'Hamburg', 'München', 'Köln', 'Leipzig', 'Saarbrücken', 'Freiburg im Breisgau'],
    givenNames: ['Mia', 'Ben', 'Emma', 'Jürgen', 'Hannah', 'Björn', 'Käthe', 'Felix'],
    familyNames: ['Müller', 'Schmidt', 'Schneider', 'Fischer', 'Weber', 'Schröder', 'Krüger', 'Groß'],
  },
  {
    country: 'DK',
    currency: 'DKK',
    priceLevel: 7,
    cities: ['København', 'Aarhus', 'Odense', 'Aalborg', 'Esbjerg', 'Helsingør'],
    givenNames: ['Ida', 'Søren', 'Freja', 'Mikkel', 'Astrid', 'Rasmus', 'Karen', 'Jørgen'],
    familyNames: ['Nielsen', 'Jensen', 'Hansen', 'Andersen', 'Møller', 'Kjær', 'Sørensen', 'Holm'],
  },
  {
    country: 'ES',
    currency: 'EUR',
    priceLevel: 1,
    cities: ['Madrid', 'Barcelona', 'Valencia', 'Sevilla', 'Málaga', 'A Coruña'],
    givenNames: ['Lucía', 'Hugo', 'Martina', 'Álvaro', 'Inés', 'Íñigo', 'Carmen', 'Andrés'],
    familyNames: ['García Pérez', 'Fernández Ruiz', 'Núñez', 'López Gil', 'Muñoz', 'Romero', 'Díaz', 'Vega'],
  },
  {
    country: 'FR',
    currency: 'EUR',
    priceLevel: 1,
    cities: ['Paris', 'Lyon', 'Marseille', 'Nîmes', 'Bordeaux', 'Besançon', "L'Haÿ-les-Roses"],
    givenNames: ['Léa', 'Hugo', 'Chloé', 'François', 'Inès', 'Théo', 'Jean-Luc', 'Zoé'],
    familyNames: ['Martin', 'Bernard', 'Lefèvre', "D'Angelo", 'Moreau', 'Garçon', 'Faure', 'Dubois'],
  },
  {
    country: 'GB',
    currency: 'GBP',
    priceLevel: 1,
    cities: ['London', 'Manchester', 'Leeds', 'Bristol', 'Newcastle upon Tyne', 'Stoke-on-Trent'],
    givenNames: ['Olivia', 'George', 'Amelia', 'Harry', 'Isla', 'Oscar', 'Freya', 'Arthur'],
    familyNames: ['Smith', 'Jones', 'Taylor', "O'Neill", 'Patel', 'Evans', 'Clarke', 'Hall-Wright'],
  },
  {
    country: 'GR',
    currency: 'EUR',
    priceLevel: 1,
    cities: ['Αθήνα', 'Θεσσαλονίκη', 'Πάτρα', 'Ηράκλειο', 'Λάρισα', 'Βόλος'],
    givenNames: ['Μαρία', 'Γιώργος', 'Ελένη', 'Νίκος', 'Σοφία', 'Κώστας', 'Άννα', 'Δημήτρης'],
    familyNames: ['Αντωνίου', 'Βασιλείου', 'Γεωργίου', 'Νικολάου', 'Πέτρου', 'Χατζή', 'Μακρή', 'Λάμπρου'],
  },
  {
    country: 'IE',
    currency: 'EUR',
    priceLevel: 1,
    cities: ['Dublin', 'Cork', 'Limerick', 'Galway', 'Waterford', 'Dún Laoghaire'],
    givenNames: ['Aoife', 'Conor', 'Saoirse', 'Oisín', 'Niamh', 'Seán', 'Róisín', 'Cillian'],
    familyNames: ["O'Brien", 'Murphy', 'Kelly', 'Byrne', 'Ryan', 'Doyle', 'McCarthy', 'Ó Súilleabháin'],
  },
  {
    country: 'IN',
    currency: 'INR',
    priceLevel: 90,
    cities: ['मुंबई', 'दिल्ली', 'Bengaluru', 'Hyderabad', 'Chennai', 'पुणे'],
    givenNames: ['Aarav', 'Diya', 'Vihaan', 'Ananya', 'Arjun', 'Isha', 'Rohan', 'Priya'],
    familyNames: ['Sharma', 'Iyer', 'Gupta', 'Reddy', 'Nair', 'Mehta', 'Das', 'Kulkarni'],
  },
  {
    country: 'PL',
    currency: 'PLN',
    priceLevel: 4,
    cities: ['Warszawa', 'Kraków', 'Łódź', 'Wrocław', 'Gdańsk', 'Częstochowa'],
    givenNames: ['Zofia', 'Jan', 'Hanna', 'Łukasz', 'Małgorzata', 'Michał', 'Julia', 'Paweł'],
    familyNames: ['Nowak', 'Wójcik', 'Kamiński', 'Zając', 'Król', 'Wróbel', 'Dąbrowski', 'Pawlak'],
  },
  {
    country: 'TR',
    currency: 'TRY',
    priceLevel: 40,
    cities: ['İstanbul', 'Ankara', 'İzmir', 'Bursa', 'Eskişehir', 'Şanlıurfa'],
    givenNames: ['Zeynep', 'Yusuf', 'Elif', 'Ömer', 'Ayşe', 'Çağlar', 'Gül', 'Emre'],
    familyNames: ['Yılmaz', 'Kaya', 'Demir', 'Şahin', 'Çelik', 'Öztürk', 'Aydın', 'Doğan'],
  },
  {
    country: 'UA',
    currency: 'UAH',
    priceLevel: 45,
    cities: ['Київ', 'Харків', 'Одеса', 'Дніпро', 'Львів', 'Чернівці'],
    givenNames: ['Олена', 'Андрій', 'Наталія', 'Іван', 'Оксана', 'Тарас', 'Софія', 'Юрій'],
    familyNames: ['Мельник', 'Шевченко', 'Бондаренко', 'Коваль', 'Ткач', 'Кравець', 'Поліщук', 'Лисенко'],
  },
  {
    country: 'US',
    currency: 'USD',
    priceLevel: 1,
    cities: ['New York', 'Los Angeles', 'Chicago', 'Houston', 'Winston-Salem', 'St. Louis', 'Cañon City'],
    givenNames: ['Emily', 'Noah', 'Ava', 'Liam', 'Mia', 'José', 'Grace', 'Ethan'],
    familyNames: ['Johnson', 'Williams', 'Garcia', 'Nguyen', 'Brown', 'Lee', 'Washington', 'St. John'],
  },
]
