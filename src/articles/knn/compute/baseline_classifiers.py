"""The usual classifiers that KNN is compared with: scikit-learn at its defaults, except for fewer passes of the SVM."""

from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import NearestCentroid
from sklearn.tree import DecisionTreeClassifier


def baseline_classifiers(seed: int) -> dict[str, object]:
    """Give an unfitted classifier of each kind by name; `seed` fixes those that draw random numbers."""
    return {
        "logistic regression": LogisticRegression(),
        "linear SVM": SGDClassifier(max_iter=100, random_state=seed),
        "decision tree": DecisionTreeClassifier(random_state=seed),
        "random forest": RandomForestClassifier(random_state=seed),
        "naive Bayes": GaussianNB(),
        "nearest centroid": NearestCentroid(),
    }
