#define FORM_ID 0x1001
