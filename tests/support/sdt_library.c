/* A vendor's card library as far as a program sees it: the SDT_ functions over a folder in which a test lays things.
   It stands beside this library: "card" (text, portrait, new address) is the card, "pulled" the missing reader,
   "fault" one word that says what goes wrong in the next call, which then takes the file away. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int taken = 0;
static long laid = -1;

static char *place(const char *name) {
    static char path[4096];
    Dl_info about;
    dladdr((void *)&place, &about);
    snprintf(path, sizeof path, "%s", about.dli_fname);
    snprintf(strrchr(path, '/') + 1, 64, "%s", name);
    return path;
}

static int there(const char *name) { return access(place(name), F_OK) == 0; }

static int wrong(void) {
    char word[32] = "";
    FILE *file = fopen(place("fault"), "r");
    if (there("pulled")) return 0x01;
    if (!file) return 0;
    if (fscanf(file, "%31s", word) != 1) word[0] = 0;
    fclose(file);
    unlink(place("fault"));
    if (!strcmp(word, "crash")) abort();
    if (!strcmp(word, "hang")) for (;;) pause();
    if (!strcmp(word, "print")) { puts("\xaa\xaa\xaa\x96\x69 hello"); fflush(stdout); return 0; }
    return (int)strtol(word, NULL, 16);
}

static int card(unsigned char *block) {
    FILE *file = fopen(place("card"), "rb");
    if (!file) { taken = 0; laid = -1; return 0; }
    size_t size = fread(block, 1, 1350, file);
    long number = 0;
    if (fscanf(file, "%ld", &number) != 1) number = 0;
    fclose(file);
    if (number != laid) { laid = number; taken = 0; }
    return size == 1350;
}

int SDT_OpenPort(int port) { (void)port; return there("pulled") ? 0x01 : 0x90; }
int SDT_ClosePort(int port) { (void)port; return 0x90; }
int SDT_GetSAMStatus(int port, int open) { (void)port; (void)open; int w = wrong(); return w ? w : 0x90; }
int SDT_ResetSAM(int port, int open) { (void)port; (void)open; return 0x90; }

int SDT_GetSAMID(int port, unsigned char *id, int open) {
    static const unsigned char made[16] = {5, 0, 1, 0, 0xD5, 0xAF, 0x34, 1, 0x87, 0xD6, 0x12, 0, 0xB1, 0xCB, 0x74, 0};
    (void)port; (void)open;
    memcpy(id, made, 16);
    return 0x90;
}

int SDT_StartFindIDCard(int port, unsigned char *iin, int open) {
    unsigned char block[1350];
    int w = wrong();
    (void)port; (void)open;
    if (w) return w;
    memset(iin, 0, 4);
    return card(block) && !taken ? 0x9F : 0x80;
}

int SDT_SelectIDCard(int port, unsigned char *sn, int open) {
    int w = wrong();
    (void)port; (void)open;
    memset(sn, 0, 8);
    return w ? w : 0x90;
}

int SDT_ReadBaseMsg(int port, unsigned char *text, uint32_t *texts, unsigned char *photo, uint32_t *photos, int open) {
    unsigned char block[1350];
    int w = wrong();
    (void)port; (void)open;
    if (w) return w;
    if (!card(block)) return 0x41;
    memcpy(text, block, 256);
    memcpy(photo, block + 256, 1024);
    *texts = 256;
    *photos = 1024;
    taken = 1;
    return 0x90;
}

int SDT_ReadNewAppMsg(int port, unsigned char *address, uint32_t *size, int open) {
    unsigned char block[1350];
    (void)port; (void)open;
    if (!card(block) || block[1280] == 0) return 0x91;
    memcpy(address, block + 1280, 70);
    *size = 70;
    return 0x90;
}

int SDT_ReadBaseFPMsg(int port) {
    (void)port;
    fclose(fopen(place("fingerprint"), "w"));
    return 0x90;
}
