"""The entry for `spark-submit`: the executors get the package from the driver, so that nothing needs to be installed there."""

import sys

from imr_letters_spark.command import main

sys.exit(main())
