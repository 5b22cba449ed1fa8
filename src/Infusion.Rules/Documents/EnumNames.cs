using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>The kebab-case names of an enum: <c>LikelyNonResponder</c> is
/// <c>likely-non-responder</c>, <c>Phq9</c> is <c>phq-9</c>.</summary>
internal static class EnumNames
{
    private static readonly ConcurrentDictionary<Type, Names> Known = new();

    // Not generic: code made anew for every enum is what a first decision waits for.

    /// <summary>The names, in the order of the enum's values.</summary>
    public static ImmutableArray<string> Of(Type type) => NamesOf(type).Kebab;

    /// <summary>The name of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has no name.</exception>
    public static string Of(Enum value)
    {
        Names names = NamesOf(value.GetType());
        int index = names.Declared.IndexOf(value.ToString(), 0, names.Declared.Length, StringComparer.Ordinal);
        return index >= 0 ? names.Kebab[index] : throw new ArgumentOutOfRangeException(nameof(value), "The value has no name.");
    }

    /// <summary>The value of a name, compared exactly; null when there is none.</summary>
    public static object? Find(Type type, string name)
    {
        Names names = NamesOf(type);
        int index = names.Kebab.IndexOf(name, 0, names.Kebab.Length, StringComparer.Ordinal);
        return index >= 0 ? names.Values[index] : null;
    }

    private static Names NamesOf(Type type) => Known.GetOrAdd(type,
    static type =>
    {
        ImmutableArray<string> declared = [.. type.GetEnumNames()];
        return new(declared, [.. declared.Select(Wording.Kebab)], [.. declared.Select(name => Enum.Parse(type, name))]);
    });

    private sealed record Names(ImmutableArray<string> Declared, ImmutableArray<string> Kebab, ImmutableArray<object> Values);
}
