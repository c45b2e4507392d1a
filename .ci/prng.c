// Wine before 9.0 lacks the library of Go's random numbers, bcryptprimitives.dll. This
// one stands in for it in the prefix that .ci/windows makes.
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) {
    return RtlGenRandom(data, (ULONG)size);
}
