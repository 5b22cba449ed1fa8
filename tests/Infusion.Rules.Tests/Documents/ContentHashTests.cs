using System.Text;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tests.Documents;

/// <summary>The hash that identifies a policy is one that anybody can compute, and the same on every framework.</summary>
public sealed class ContentHashTests
{
    // No byte at all, and the worked examples of FIPS 180-4 of one block and of two.
    [Theory]
    [InlineData("", "e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855")]
    [InlineData("abc", "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad")]
    [InlineData(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61 d20638b8 e5c02693 0c3e6039 a33ce459 64ff2167 f6ecedd4 19db06c1")]
    public void It_is_the_SHA_256_of_the_standard_in_small_digits(string text, string hash) =>
        Assert.Equal(hash.Replace(" ", "", StringComparison.Ordinal), ContentHash.Of(Encoding.UTF8.GetBytes(text)));
}
