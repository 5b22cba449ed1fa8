using System.Security.Cryptography;
using System.Text;

namespace Infusion.Rules.Documents;

/// <summary>The hash that identifies a document's content.</summary>
internal static class ContentHash
{
    /// <summary>The SHA-256 of bytes as 64 small hexadecimal digits.</summary>
    public static string Of(byte[] bytes)
    {
#if NET
        byte[] hash = SHA256.HashData(bytes);
#else
        using SHA256 algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(bytes);
#endif
        const string Digits = "0123456789abcdef";
        var text = new StringBuilder(hash.Length * 2);
        foreach (byte one in hash)
        {
            text.Append(Digits[one >> 4]).Append(Digits[one & 15]);
        }

        return text.ToString();
    }
}
