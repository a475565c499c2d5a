package raft.mit;

import org.junit.jupiter.api.Test;

/** MIT 6.5840, lab 3C: persistence. Names and steps are the course's. */
final class Lab3CTest {

  @Test void persist1() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.one("11", 3, true);

      // Crash and restart all.
      for (int i = 0; i < 3; i++) lab.restart(i);
      lab.one("12", 3, true);

      int leader1 = lab.checkOneLeader();
      lab.disconnect(leader1);
      lab.restart(leader1);
      lab.connect(leader1);
      lab.one("13", 3, true);

      int leader2 = lab.checkOneLeader();
      lab.disconnect(leader2);
      lab.one("14", 2, true);
      lab.restart(leader2);
      lab.connect(leader2);
      // Wait for it to join before the third is killed.
      lab.wait(4, 3, -1);

      int third = (lab.checkOneLeader() + 1) % 3;
      lab.disconnect(third);
      lab.one("15", 2, true);
      lab.restart(third);
      lab.connect(third);
      lab.one("16", 3, true);
    }
  }

  @Test void persist2() {
    try (CourseLab lab = new CourseLab(5)) {
      int index = 1;
      for (int i = 0; i < 5; i++) {
        lab.one("" + (10 + index++), 5, true);

        int leader = lab.checkOneLeader();
        lab.disconnect((leader + 1) % 5);
        lab.disconnect((leader + 2) % 5);
        lab.one("" + (10 + index++), 3, true);

        lab.disconnect(leader);
        lab.disconnect((leader + 3) % 5);
        lab.disconnect((leader + 4) % 5);

        lab.restart((leader + 1) % 5);
        lab.restart((leader + 2) % 5);
        lab.connect((leader + 1) % 5);
        lab.connect((leader + 2) % 5);
        lab.sleep(1);
        lab.restart((leader + 3) % 5);
        lab.connect((leader + 3) % 5);
        lab.one("" + (10 + index++), 3, true);

        lab.connect((leader + 4) % 5);
        lab.connect(leader);
      }
      lab.one("1000", 5, true);
    }
  }

  @Test void persist3() {
    try (CourseLab lab = new CourseLab(3)) {
      lab.one("101", 3, true);

      int leader = lab.checkOneLeader();
      lab.disconnect((leader + 2) % 3);
      lab.one("102", 2, true);

      // A leader and a follower crash, and the leader alone comes back.
      lab.crash(leader);
      lab.crash((leader + 1) % 3);
      lab.connect((leader + 2) % 3);
      lab.restart(leader);
      lab.one("103", 2, true);

      lab.restart((leader + 1) % 3);
      lab.one("104", 3, true);
    }
  }
}
