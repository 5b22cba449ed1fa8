using System.Collections.Immutable;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The conventions themselves: each finds a type made wrong on purpose, and none finds fault with one made right.</summary>
public class ConventionSelfTests
{
    public static TheoryData<string, Type> Wrong => new()
    {
        { nameof(Conventions.Shape), typeof(IOpen) },
        { nameof(Conventions.Shape), typeof(Handler) },
        { nameof(Conventions.Shape), typeof(OpenClass) },
        { nameof(Conventions.Shape), typeof(OpenRecord) },
        { nameof(Conventions.Shape), typeof(Loose) },
        { nameof(Conventions.Shape), typeof(LooseCase) },
        { nameof(Conventions.Shape), typeof(MutableStruct) },
        { nameof(Conventions.Signatures), typeof(Floating) },
        { nameof(Conventions.Signatures), typeof(FrameworkTime) },
        { nameof(Conventions.CollectionsOut), typeof(GivesArray) },
        { nameof(Conventions.CollectionsOut), typeof(GivesSequence) },
        { nameof(Conventions.RecordText), typeof(OpenRecord) },
        { nameof(Conventions.RecordText), typeof(LooseCase) },
        { nameof(Conventions.RecordText), typeof(PlainQuantity) },
        { nameof(Conventions.RecordEquality), typeof(HoldsItems) },
        { nameof(Conventions.RecordEquality), typeof(HoldsNullableItems) },
        { nameof(Conventions.Statics), typeof(MutableStatic) },
        { nameof(Conventions.Statics), typeof(PublicStaticField) },
        { nameof(Conventions.Statics), typeof(SettableStatic) },
        { nameof(Conventions.Immutability), typeof(Settable) },
        { nameof(Conventions.FactsNaming), typeof(WeatherFacts) },
    };

    public static TheoryData<Type> Right =>
        [
            typeof(Closed), typeof(Closed.One), typeof(Closed.Many), typeof(Root), typeof(Root<int>), typeof(Quantity), typeof(Compound),
            typeof(Functions), typeof(Vocabulary), typeof(TideFacts),
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_convention_finds_what_breaks_it(string convention, Type type) => Assert.NotEmpty(Named(convention)(type));

    [Theory]
    [MemberData(nameof(Right))]
    public void No_convention_finds_fault_with_a_type_that_keeps_them(Type type) =>
        RepositoryFiles.AssertNone(All.SelectMany(name => Named(name)(type).Select(wrong => $"{name}: {wrong}")));

    private static string[] All =>
    [
        nameof(Conventions.Shape), nameof(Conventions.Signatures), nameof(Conventions.CollectionsOut), nameof(Conventions.RecordText),
        nameof(Conventions.RecordEquality),
        nameof(Conventions.Statics), nameof(Conventions.Immutability), nameof(Conventions.FactsNaming),
    ];

    private static Func<Type, IEnumerable<string>> Named(string name) =>
        (Func<Type, IEnumerable<string>>)Delegate.CreateDelegate(
            typeof(Func<Type, IEnumerable<string>>), typeof(Conventions).GetMethod(name)!);

    public interface IOpen;

    public delegate void Handler();

    public class OpenClass;

    public record OpenRecord(int Minutes);

    public abstract record Loose;

    public sealed record LooseCase : Loose;

    public struct MutableStruct;

    public static class Floating
    {
        public static ImmutableArray<double?> Scores(int count) => [count];
    }

    public static class FrameworkTime
    {
        public static bool IsLate(DateTime at) => at == default;
    }

    public static class GivesArray
    {
        public static int[] Rows() => [];
    }

    public static class GivesSequence
    {
        public static IEnumerable<int> Rows => [];
    }

    public readonly record struct PlainQuantity(int Minutes);

    public sealed record HoldsItems(ImmutableArray<int> Rows);

    public sealed record HoldsNullableItems(ImmutableArray<int>? Rows);

    public static class MutableStatic
    {
        private static int _count;

        public static int Next() => ++_count;
    }

    public static class PublicStaticField
    {
        public static readonly int Limit = 4;
    }

    public static class SettableStatic
    {
        public static int Limit { get; set; }
    }

    public sealed class Settable
    {
        public int Minutes { get; set; }
    }

    public sealed class WeatherFacts;

    public abstract record Closed
    {
        private protected Closed()
        {
        }

        public sealed record One(int Minutes) : Closed
        {
            public override string ToString() => "one";
        }

        public sealed record Many(ImmutableArray<int> Minutes) : Closed
        {
            public bool Equals(Many? other) => other is not null && Minutes.SequenceEqual(other.Minutes);

            public override int GetHashCode() => Minutes.Length;

            public override string ToString() => "many";
        }
    }

    public abstract class Root
    {
        private protected Root()
        {
        }
    }

    public sealed class Root<T> : Root;

    public readonly record struct Quantity(int Minutes)
    {
        public override string ToString() => "minutes";
    }

    public sealed record Compound(ImmutableArray<int> Rows)
    {
        public static Compound Empty { get; } = new([]);

        public bool Equals(Compound? other) => other is not null && Rows.SequenceEqual(other.Rows);

        public override int GetHashCode() => Rows.Length;

        public override string ToString() => "compound";
    }

    public static class Functions
    {
        public const int Limit = 4;

        private static readonly ImmutableArray<int> _rows = [1, 2];

        public static int Count(IEnumerable<int> rows) => rows.Count(_rows.Contains);
    }

    public enum Vocabulary
    {
        One,
        Two,
    }

    public sealed record TideFacts(bool? IsHigh)
    {
        public override string ToString() => "tide";
    }
}
