using System.Linq.Expressions;
using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>All rules in one compiled expression tree that gives the rules that apply as bits.</summary>
internal sealed class CompiledTree
{
    private readonly Func<PeerPatient, ulong> _applies;

    public CompiledTree()
    {
        ParameterExpression patient = Expression.Parameter(typeof(PeerPatient), "p");
        Expression sum = Expression.Constant(0UL);
        for (int rule = 0; rule < PeerRules.All.Length; rule++)
        {
            Expression<Func<PeerPatient, bool>> when = PeerRules.All[rule].When;
            Expression body = new Renamed(when.Parameters[0], patient).Visit(when.Body);
            sum = Expression.Or(sum, Expression.Condition(body, Expression.Constant(1UL << rule), Expression.Constant(0UL)));
        }

        _applies = Expression.Lambda<Func<PeerPatient, ulong>>(sum, patient).Compile();
    }

    public Answer Decide(PeerPatient patient) => PeerRules.Read(_applies(patient));

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
