#if NET
using System.Runtime.CompilerServices;

// Code that was compiled against the netstandard2.0 library looks here for the type in the signature of every `init`.
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
#endif
