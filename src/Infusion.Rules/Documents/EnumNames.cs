using System.Collections.Immutable;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>The kebab-case names of an enum: <c>LikelyNonResponder</c> is <c>likely-non-responder</c>, <c>Phq9</c> is <c>phq-9</c>.</summary>
internal static class EnumNames
{
    /// <summary>The names, in the order of the enum's values.</summary>
    public static ImmutableArray<string> Of<T>()
        where T : struct, Enum => Names<T>.Kebab;

    /// <summary>The name of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has no name.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        int index = Names<T>.Declared.IndexOf(value.ToString(), 0, Names<T>.Declared.Length, StringComparer.Ordinal);
        return index >= 0 ? Names<T>.Kebab[index] : throw new ArgumentOutOfRangeException(nameof(value), "The value has no name.");
    }

    /// <summary>The value of a name, compared exactly.</summary>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        int index = Names<T>.Kebab.IndexOf(name, 0, Names<T>.Kebab.Length, StringComparer.Ordinal);
        value = default;
        return index >= 0 && Enum.TryParse(Names<T>.Declared[index], out value);
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static ImmutableArray<string> Declared { get; } = [.. typeof(T).GetEnumNames()];
        public static ImmutableArray<string> Kebab { get; } = [.. Declared.Select(Wording.Kebab)];
    }
}
